package io.github.httptunnel.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Tunnels that move as much as they can. One for each loop, confined to its thread. */
final class Bulk implements Purpose {

  private final Direction direction;
  private final IntToLongFunction share;
  private final List<Tally> tallies = new ArrayList<>();

  /**
   * Moves bytes.
   *
   * @param clients how many there are
   * @param share how many bytes the tunnel with an index may move
   */
  Bulk(Direction direction, int clients, IntToLongFunction share) {
    this.direction = direction;
    this.share = share;
    for (int i = 0; i < clients; i++) {
      tallies.add(new Tally());
    }
  }

  @Override
  public Mode mode() {
    return direction.mode();
  }

  @Override
  public Activity activity(Tunnel tunnel) {
    Quota quota = new Quota(tallies.get(tunnel.client()), share.applyAsLong(tunnel.index()));
    return direction == Direction.UP
        ? new Flood(tunnel.wire(), quota)
        : new Drain(tunnel.wire(), quota);
  }

  /** What each client has moved here. */
  List<Long> bytes() {
    return tallies.stream().map(Tally::bytes).toList();
  }

  /** What all of them have moved here. */
  long total() {
    return tallies.stream().mapToLong(Tally::bytes).sum();
  }

  /** When the last of the tunnels here had moved its share, by {@link System#nanoTime}. */
  long end() {
    return tallies.stream().mapToLong(Tally::end).reduce((a, b) -> a - b > 0 ? a : b).orElseThrow();
  }
}
