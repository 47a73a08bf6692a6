package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast bytes may go, in bytes per second and for each direction by itself. An absent component
 * is off.
 *
 * @param process everything together
 * @param perClient what any one client may use, on all listeners together; a client is an IPv4
 *     address or an IPv6 /64
 * @param perUser what any one user may use, from all addresses together; a request without a user
 *     is not bound by it
 * @param listeners by name, the listeners that have a limit of their own
 * @param weight of the user if the request has one, else of the client: 1 to {@value #MOST_WEIGHT},
 *     and the nearer of the two for anything outside. Whoever weighs twice as much gets twice as
 *     much where bandwidth is short. Asked for every request, on any event loop; must not block
 */
public record BandwidthLimits(
    @Nullable Long process,
    @Nullable Long perClient,
    @Nullable Long perUser,
    Map<String, Long> listeners,
    ToIntFunction<TunnelRequest> weight) {

  /** The most that one client or user may weigh. */
  public static final int MOST_WEIGHT = 1000;

  /** Everybody weighs the same. */
  public static final ToIntFunction<TunnelRequest> EQUAL_WEIGHTS = _ -> 1;

  /** Checks that every limit is above zero. */
  public BandwidthLimits {
    positive("limits.bandwidth", process);
    positive("limits.per_client.bandwidth", perClient);
    positive("limits.per_user.bandwidth", perUser);
    listeners = Map.copyOf(listeners);
    listeners.forEach((name, limit) -> positive("listeners." + name + ".bandwidth", limit));
  }

  /** No limit at all. */
  public static BandwidthLimits off() {
    return new BandwidthLimits(null, null, null, Map.of(), EQUAL_WEIGHTS);
  }

  /** Whether nothing is limited, so that there is nothing to share out. */
  public boolean isOff() {
    return process == null && perClient == null && perUser == null && listeners.isEmpty();
  }

  /** The lowest of the limits that bind this party; empty if none does. */
  OptionalLong tightest(Party party) {
    return Stream.of(
            LongStream.concat(bytes(process), bytes(perClient)),
            bytes(party.user() == null ? null : perUser),
            bytes(party.listener() == null ? null : listeners.get(party.listener())))
        .flatMapToLong(limits -> limits)
        .min();
  }

  /** What a request weighs, within the bounds. */
  int weightOf(TunnelRequest request) {
    return Math.clamp(weight.applyAsInt(request), 1, MOST_WEIGHT);
  }

  private static LongStream bytes(@Nullable Long limit) {
    return limit == null ? LongStream.empty() : LongStream.of(limit);
  }

  private static void positive(String name, @Nullable Long limit) {
    if (limit != null && limit <= 0) {
      throw new IllegalArgumentException(
          name + ": " + limit + " bytes per second (expected: above zero, or off)");
    }
  }
}
