package io.github.httptunnel.tunnel;

/**
 * The part of one direction of one tunnel in some {@link Bandwidth}. Confined to the tunnel's event
 * loop.
 */
public interface Share {

  /** Gives whatever is asked for. */
  Share UNLIMITED =
      new Share() {
        @Override
        public boolean isUnlimited() {
          return true;
        }

        @Override
        public int take(int bytes) {
          return bytes;
        }

        @Override
        public void whenMore(Runnable resume) {
          resume.run();
        }

        @Override
        public void close() {}
      };

  /** Whether whatever is asked for is given, always, and need not be asked for. */
  default boolean isUnlimited() {
    return false;
  }

  /**
   * Spends bandwidth on bytes that are there to be passed on.
   *
   * @param bytes how many, above zero
   * @return how many may go now, from zero to all; the rest must wait for {@link #whenMore}
   */
  int take(int bytes);

  /**
   * Calls back once, on the event loop, when it is this share's turn and {@link #take} gives more.
   * At most one callback is outstanding.
   */
  void whenMore(Runnable resume);

  /** Gives the share up; an outstanding callback is dropped. */
  void close();
}
