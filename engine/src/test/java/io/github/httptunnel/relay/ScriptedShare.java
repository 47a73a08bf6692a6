package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Share;

/** A share that the test fills. */
final class ScriptedShare implements Share {

  int left = Integer.MAX_VALUE;
  boolean closed;
  Runnable waiting;

  /** Gives more, and calls back whoever waits. */
  void give(int bytes) {
    left += bytes;
    Runnable resume = waiting;
    waiting = null;
    resume.run();
  }

  @Override
  public int take(int bytes) {
    int given = Math.min(bytes, left);
    left -= given;
    return given;
  }

  @Override
  public void whenMore(Runnable resume) {
    waiting = resume;
  }

  @Override
  public void close() {
    closed = true;
  }
}
