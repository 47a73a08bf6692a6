package io.github.httptunnel.limit;

import org.jspecify.annotations.Nullable;

/**
 * How much any one client or user may have of the process, so that the others have some too.
 * Immutable; may be replaced while counts go on. An absent component is off.
 *
 * @param handshakes connections of the whole process whose first request has not come yet
 * @param client what any one client may have; a client is an IPv4 address or an IPv6 /64
 * @param user what any one user may have, from all addresses together
 */
public record LimitPolicy(@Nullable Integer handshakes, PerClient client, PerUser user) {

  /** The most of anything: what is above it is no limit. */
  public static final int MOST = 10_000_000;

  /** Above that, counting the targets would take more memory than it is worth. */
  public static final int MOST_TARGETS = 10_000;

  private static final LimitPolicy DEFAULTS =
      new LimitPolicy(2000, PerClient.defaults(), PerUser.off());

  /**
   * What any one client may have.
   *
   * @param tunnels connections at once, and tunnels and requests under way at once
   * @param newPerSecond new connections
   * @param handshakes connections at once whose first request has not come yet
   * @param targets different targets
   * @param failedTargetsPerMinute different targets that could not be reached; after that the
   *     client is refused until the minute is over
   */
  public record PerClient(
      @Nullable Integer tunnels,
      @Nullable Rate newPerSecond,
      @Nullable Integer handshakes,
      @Nullable Targets targets,
      @Nullable Integer failedTargetsPerMinute) {

    /** Checks that every limit is above zero and means something. */
    public PerClient {
      within("limits.per_client.tunnels", tunnels, MOST);
      within("limits.per_client.handshakes", handshakes, MOST);
      within("limits.per_client.failed_targets_per_minute", failedTargetsPerMinute, MOST_TARGETS);
    }

    /** More than a browser or an office behind one address asks for, and far from a flood. */
    public static PerClient defaults() {
      return new PerClient(512, Rate.of(200), 64, new Targets(1000, false), 120);
    }

    /** No limits. */
    public static PerClient off() {
      return new PerClient(null, null, null, null, null);
    }
  }

  /**
   * How many different targets a client may ask for in a minute.
   *
   * @param perMinute 1 to {@value LimitPolicy#MOST_TARGETS}
   * @param forPrivateClients whether clients of private networks are counted too
   */
  public record Targets(int perMinute, boolean forPrivateClients) {

    /** Checks the bounds. */
    public Targets {
      within("limits.per_client.targets_per_minute", perMinute, MOST_TARGETS);
    }
  }

  /**
   * What any one user may have.
   *
   * @param tunnels tunnels and requests under way at once
   * @param newPerSecond new tunnels and requests
   * @param bytesPerDay both directions together, in a day of UTC
   */
  public record PerUser(
      @Nullable Integer tunnels, @Nullable Rate newPerSecond, @Nullable Long bytesPerDay) {

    /** Checks that every limit is above zero. */
    public PerUser {
      within("limits.per_user.tunnels", tunnels, MOST);
      if (bytesPerDay != null && bytesPerDay < 1) {
        throw new IllegalArgumentException(
            "limits.per_user.bytes_per_day: " + bytesPerDay + " (expected: 1 or more, or off)");
      }
    }

    /** No limits. */
    public static PerUser off() {
      return new PerUser(null, null, null);
    }
  }

  /** Checks that the limit is above zero. */
  public LimitPolicy {
    within("limits.handshakes", handshakes, MOST);
  }

  /** What holds if nothing is said. */
  public static LimitPolicy defaults() {
    return DEFAULTS;
  }

  /** No limits at all. */
  public static LimitPolicy off() {
    return new LimitPolicy(null, PerClient.off(), PerUser.off());
  }

  private static void within(String name, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 1 to " + most + ", or off)");
    }
  }
}
