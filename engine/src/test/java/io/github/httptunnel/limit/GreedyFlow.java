package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Share;

/** Sends as much as its share gives, one read of 32 KiB after another. */
final class GreedyFlow {

  private static final int READ = 32 * 1024;

  private final Share share;
  private int held = READ;
  private long sent;
  private long writes;
  private boolean stopped;

  GreedyFlow(Share share) {
    this.share = share;
  }

  /** Sends until it must wait. */
  void pump() {
    while (!stopped) {
      int given = share.take(held);
      sent += given;
      writes += given > 0 ? 1 : 0;
      held -= given;
      if (held > 0) {
        share.whenMore(this::pump);
        return;
      }
      held = READ;
    }
  }

  void stop() {
    stopped = true;
    share.close();
  }

  long sent() {
    return sent;
  }

  /** Into how many pieces it was cut. */
  long writes() {
    return writes;
  }

  /** Begins to count anew. */
  void reset() {
    sent = 0;
    writes = 0;
  }
}
