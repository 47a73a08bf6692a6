package io.github.httptunnel.transport;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What an event loop needs of a descriptor that it has not opened itself (fcntl(2)): Netty has no
 * call for it. A listening socket that blocks would stop its loop once nobody waits any more.
 */
final class DescriptorFlags {

  private static final int F_SETFD = 2;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int FD_CLOEXEC = 1;

  /** The same on x86-64 and aarch64. */
  private static final int O_NONBLOCK = 0x800;

  private DescriptorFlags() {}

  /** Makes it non-blocking, and closed on exec. */
  static void prepare(int descriptor) throws IOException {
    int flags = Fcntl.call(descriptor, F_GETFL, 0);
    if (flags < 0
        || Fcntl.call(descriptor, F_SETFL, flags | O_NONBLOCK) < 0
        || Fcntl.call(descriptor, F_SETFD, FD_CLOEXEC) < 0) {
      throw new IOException("is not open");
    }
  }

  /** Bound when first needed, which is only on Linux. */
  private static final class Fcntl {

    private static final MethodHandle FCNTL = bind();

    @SuppressWarnings("restricted") // the program enables native access, as Netty needs it too
    private static MethodHandle bind() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("fcntl"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
    }

    static int call(int descriptor, int command, int argument) {
      try {
        return (int) FCNTL.invokeExact(descriptor, command, argument);
      } catch (Throwable fault) {
        throw new AssertionError("fcntl is called as it is declared", fault);
      }
    }
  }
}
