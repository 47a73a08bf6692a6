package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Share;
import java.util.function.LongConsumer;

/**
 * A share that tells how much was taken of it: each time that another {@value #STEP} bytes are
 * full, and at its end. Confined to the event loop.
 */
final class CountedShare implements Share {

  /** So much may be carried that is not known of yet. */
  static final int STEP = 64 * 1024;

  private final Share share;
  private final LongConsumer taken;
  private long untold;

  /**
   * @param taken told how many bytes were taken since the last time
   */
  CountedShare(Share share, LongConsumer taken) {
    this.share = share;
    this.taken = taken;
  }

  @Override
  public int take(int bytes) {
    int given = share.take(bytes);
    untold += given;
    if (untold >= STEP) {
      tell();
    }
    return given;
  }

  @Override
  public void whenMore(Runnable resume) {
    share.whenMore(resume);
  }

  @Override
  public void close() {
    share.close();
    if (untold > 0) {
      tell();
    }
  }

  private void tell() {
    taken.accept(untold);
    untold = 0;
  }
}
