package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** What it means that reading or writing threw something. */
final class Breakage {

  /**
   * A side that finished and then resets cannot mean what it already delivered: the other side gets
   * this long to take that before it is reset as well.
   */
  static final long LATE_RESET_MILLIS = 1000;

  private Breakage() {}

  static boolean isOfTls(Throwable cause) {
    return cause instanceof SSLException || cause.getCause() instanceof SSLException;
  }

  /** The peer, or the way to it, is to blame. */
  static boolean isOfConnection(Throwable cause) {
    return cause instanceof IOException || cause.getCause() instanceof IOException;
  }

  /** Why the relay ends if we are to blame. */
  static CloseReason reason(Throwable cause) {
    return cause instanceof OutOfMemoryError ? CloseReason.OVERLOADED : CloseReason.INTERNAL;
  }
}
