package io.github.httptunnel.relay;

/**
 * How one direction is to be moved next: how many bytes at once, and whether through a pipe.
 *
 * <p>It begins with little, as what the sink does not take is kept for as long as that stalls. A
 * direction that fills what it is given, with a sink that takes it, is given more; one that fills
 * the largest buffer again and again goes through a pipe, where larger amounts still cost less.
 */
final class Strides {

  /** What may be left over; in bytes, as all here. */
  static final int SMALLEST = 32 * 1024;

  static final int LARGEST_COPY = 128 * 1024;

  /** What a pipe holds. */
  static final int PIPE = 1024 * 1024;

  private static final int FULL_BEFORE_PIPE = 2;
  private static final int FEW = 16 * 1024;
  private static final int FEW_BEFORE_COPY = 8;

  private int copy = SMALLEST;
  private int full;
  private int few;

  /** The most to move at once. */
  int most() {
    return areForPipe() ? PIPE : copy;
  }

  boolean areForPipe() {
    return full >= FULL_BEFORE_PIPE;
  }

  /** Bytes came, and the sink took them but for some that are left. */
  void moved(int bytes, int left) {
    if (left > SMALLEST) {
      restart();
    } else if (areForPipe()) {
      few = bytes < FEW ? few + 1 : 0;
      full = few == FEW_BEFORE_COPY ? 0 : full;
    } else if (bytes < copy) {
      full = 0;
    } else if (copy < LARGEST_COPY) {
      copy *= 2;
    } else {
      full++;
      few = 0;
    }
  }

  /** Little at once again. */
  void restart() {
    copy = SMALLEST;
    full = 0;
  }
}
