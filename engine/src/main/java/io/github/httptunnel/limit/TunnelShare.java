package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Share;
import org.jspecify.annotations.Nullable;

/** One direction of one tunnel in its party's {@link Leaf}. Confined to the event loop. */
final class TunnelShare implements Share {

  private final Leaf leaf;
  private @Nullable Runnable resume;
  private int missing;
  private boolean closed;

  TunnelShare(Leaf leaf) {
    this.leaf = leaf;
  }

  @Override
  public int take(int bytes) {
    int given = leaf.take(this, bytes);
    missing = bytes - given;
    return given;
  }

  @Override
  public void whenMore(Runnable resume) {
    if (!closed) {
      this.resume = resume;
      leaf.enqueue(this);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      resume = null;
      leaf.leave(this);
    }
  }

  /** How many bytes the last {@link #take} left behind. */
  int missing() {
    return missing;
  }

  /** Calls back. */
  void resume() {
    Runnable callback = resume;
    resume = null;
    if (callback != null) {
      callback.run();
    }
  }
}
