package io.github.httptunnel.load;

/** Which way bytes go. */
enum Direction {
  /** From the origin to the client. */
  DOWN(Mode.SOURCE),
  /** From the client to the origin. */
  UP(Mode.SINK);

  private final Mode mode;

  Direction(Mode mode) {
    this.mode = mode;
  }

  /** What the origin does then. */
  Mode mode() {
    return mode;
  }
}
