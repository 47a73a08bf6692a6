package io.github.httptunnel.relay;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls splice(2) and fcntl(2) for pipes, on Linux. The constants are those of x86-64
 * and aarch64, where they are the same. Confined to one thread.
 */
final class Splice {

  /** {@code -EAGAIN}: nothing there, or no room. */
  static final int AGAIN = -11;

  private static final int F_SETPIPE_SZ = 1031;
  private static final int SPLICE_F_MOVE = 1;
  private static final int SPLICE_F_NONBLOCK = 2;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final long ERRNO = CAPTURED.byteOffset(PathElement.groupElement("errno"));
  private static final MethodHandle SPLICE = bindSplice();
  private static final MethodHandle FCNTL = bindFcntl();

  private final MemorySegment captured = Arena.ofAuto().allocate(CAPTURED);

  /**
   * Moves bytes between a pipe and a socket without waiting.
   *
   * @return how many; none at the end of the stream; else the error's number, negative
   */
  int move(int from, int to, long most) {
    try {
      long moved =
          (long)
              SPLICE.invokeExact(
                  captured,
                  from,
                  MemorySegment.NULL,
                  to,
                  MemorySegment.NULL,
                  most,
                  SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
      return moved >= 0 ? (int) moved : -captured.get(ValueLayout.JAVA_INT, ERRNO);
    } catch (Throwable fault) {
      throw new AssertionError("splice is called as it is declared", fault);
    }
  }

  /** Makes a pipe hold so many bytes; false if the system does not allow it. */
  static boolean resize(int pipe, int bytes) {
    try {
      return (int) FCNTL.invokeExact(pipe, F_SETPIPE_SZ, bytes) >= bytes;
    } catch (Throwable fault) {
      throw new AssertionError("fcntl is called as it is declared", fault);
    }
  }

  @SuppressWarnings("restricted") // the program enables native access, as Netty needs it too
  private static MethodHandle bindSplice() {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow("splice"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT),
        Linker.Option.captureCallState("errno"));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bindFcntl() {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow("fcntl"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
        Linker.Option.firstVariadicArg(2));
  }
}
