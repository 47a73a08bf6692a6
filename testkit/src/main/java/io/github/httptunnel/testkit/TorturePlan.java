package io.github.httptunnel.testkit;

/**
 * What a {@link TortureClient} and a {@link TorturePeer} do to one connection, all of it drawn from
 * a seed, so that any run can be had again.
 *
 * @param seed travels in front of the client's stream, as a big-endian long
 * @param client what the client does
 * @param peer what the peer does
 */
public record TorturePlan(long seed, Part client, Part peer) {

  private static final int MOST = 4 << 20;
  private static final int SELDOM = 40;
  private static final int LARGE = 32 << 20;
  private static final int MOST_WRITES = 400;

  /**
   * One side's part. Each sends its stream, ends its half and reads the other's to its end, unless
   * it resets the connection before.
   *
   * @param bytes that it sends
   * @param longestWrite its writes have from 1 to that many bytes
   * @param longestRead likewise
   * @param late whether it reads nothing before it has sent all it has
   * @param resetAfter resets the connection once it has sent or received, both counted, so many
   *     bytes; never if there are fewer
   */
  public record Part(long bytes, int longestWrite, int longestRead, boolean late, long resetAfter) {

    /** For a side that never resets. */
    static final long NEVER = Long.MAX_VALUE;

    boolean resets() {
      return resetAfter != NEVER;
    }
  }

  /** The plan of a seed. */
  public static TorturePlan of(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    long up = bytes(random);
    long down = bytes(random);
    // two that both read late could wait for each other for ever
    int late = random.upTo(4);
    int resetting = random.upTo(10);
    long resetAfter = random.upTo((int) (up + down + 2)) - 1L;
    return new TorturePlan(
        seed,
        part(random, up, late == 1, resetting == 1 ? resetAfter : Part.NEVER),
        part(random, down, late == 2, resetting == 2 ? resetAfter : Part.NEVER));
  }

  private static Part part(SplitMix64 random, long bytes, boolean late, long resetAfter) {
    int write = (int) Math.max(logUniform(random, 256 << 10), bytes / MOST_WRITES + 1);
    return new Part(bytes, write, (int) logUniform(random, 256 << 10), late, resetAfter);
  }

  private static long bytes(SplitMix64 random) {
    return switch (random.upTo(SELDOM)) {
      case 1 -> 0;
      case 2 -> LARGE;
      default -> logUniform(random, MOST);
    };
  }

  private static long logUniform(SplitMix64 random, int most) {
    double share = random.upTo(1 << 20) / (double) (1 << 20);
    return Math.round(Math.pow(most, share));
  }

  /** The client's bytes. */
  SplitMix64 upstreamBytes() {
    return new SplitMix64(seed + 1);
  }

  /** The peer's bytes. */
  SplitMix64 downstreamBytes() {
    return new SplitMix64(~seed);
  }
}
