package io.github.httptunnel.relay;

import io.netty.channel.unix.FileDescriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Objects;

/**
 * Asks Linux how much of what a TCP socket was given its peer has not acknowledged yet, and how
 * much has not even been sent ({@code SIOCOUTQ}, {@code SIOCOUTQNSD}, see tcp(7)).
 */
final class SendQueue {

  /** Where the system cannot be asked: something may be on its way, and it does not get less. */
  static final int UNKNOWN = 1;

  /** Both the same on x86-64 and aarch64. */
  private static final long SIOCOUTQ = 0x5411;

  private static final long SIOCOUTQNSD = 0x894B;

  private SendQueue() {}

  /** Makes sure that the system can be asked later, when there may be no descriptor for that. */
  static void bind() {
    Objects.requireNonNull(Ioctl.IOCTL);
  }

  /** Bytes that have not been sent even once, as the peer or the network takes no more. */
  static long unsent(FileDescriptor socket) {
    return Ioctl.read(socket.intValue(), SIOCOUTQNSD);
  }

  /** How many bytes a socket takes at least that keeps {@link Strides#LARGEST_COPY} unsent. */
  static int room(FileDescriptor socket) {
    return socket.isOpen() ? (int) Math.max(Strides.LARGEST_COPY - unsent(socket), 0) : 0;
  }

  /** In bytes; one if nobody can tell. */
  static long unacknowledged(FileDescriptor socket) {
    return Ioctl.read(socket.intValue(), SIOCOUTQ);
  }

  /** Bound when first needed, which is only on Linux. */
  private static final class Ioctl {

    private static final MethodHandle IOCTL = bind();

    @SuppressWarnings("restricted") // the program enables native access, as Netty needs it too
    private static MethodHandle bind() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("ioctl"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(2));
    }

    static int read(int descriptor, long request) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
        int result = (int) IOCTL.invokeExact(descriptor, request, value);
        return result == 0 ? value.get(ValueLayout.JAVA_INT, 0) : UNKNOWN;
      } catch (Throwable fault) {
        throw new AssertionError("ioctl is called as it is declared", fault);
      }
    }
  }
}
