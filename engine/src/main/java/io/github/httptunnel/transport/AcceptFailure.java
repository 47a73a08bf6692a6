package io.github.httptunnel.transport;

import io.netty.channel.unix.Errors.NativeIoException;
import java.util.Locale;

/** Why the system did not hand over a connection that waits, see accept(2). */
public enum AcceptFailure {
  /** EMFILE: this process may have no more descriptors. */
  PROCESS_DESCRIPTORS,
  /** ENFILE: the whole system may have no more open files. */
  SYSTEM_DESCRIPTORS,
  /** ENOBUFS, ENOMEM: the kernel has no memory for another socket. */
  KERNEL_MEMORY,
  /** It was that connection's own fate, or a firewall's decision: the next one may do better. */
  PASSING,
  /** Anything else. */
  OTHER;

  /** Reads an exception of either transport: epoll tells the number, NIO only a text. */
  static AcceptFailure of(Throwable cause) {
    return cause instanceof NativeIoException failed
        ? ofNumber(-failed.expectedErr())
        : ofText(String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT));
  }

  /** Linux's numbers. */
  private static AcceptFailure ofNumber(int errno) {
    return switch (errno) {
      case 24 -> PROCESS_DESCRIPTORS;
      case 23 -> SYSTEM_DESCRIPTORS;
      case 105, 12 -> KERNEL_MEMORY;
      // EPERM, EINTR, ENONET, EPROTO, ENOPROTOOPT, EOPNOTSUPP, ENETDOWN, ENETUNREACH,
      // ECONNABORTED, EHOSTDOWN, EHOSTUNREACH
      case 1, 4, 64, 71, 92, 95, 100, 101, 103, 112, 113 -> PASSING;
      default -> OTHER;
    };
  }

  private static AcceptFailure ofText(String text) {
    if (text.contains("open files in system")) {
      return SYSTEM_DESCRIPTORS;
    }
    if (text.contains("too many open files")) {
      return PROCESS_DESCRIPTORS;
    }
    if (text.contains("no buffer space") || text.contains("cannot allocate memory")) {
      return KERNEL_MEMORY;
    }
    return text.contains("connection abort") ? PASSING : OTHER;
  }
}
