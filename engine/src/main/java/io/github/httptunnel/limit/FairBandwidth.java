package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import java.util.OptionalLong;

/**
 * Bandwidth shared fairly between clients, however many tunnels each of them opens.
 *
 * <p>The process's bandwidth is divided between the active clients by weight, whatever listener
 * they came by; a client's part between its users by weight; a user's part between its tunnels in
 * turn. What one does not use, the others get: a lone client may use everything. Limits of clients,
 * users and listeners bound what each may use of it. A client weighs what the heaviest of its
 * active users does. On each listener with a limit of its own, a client counts for itself.
 *
 * <p>Each direction has the limits for itself. Thread-safe without locks: on its event loop a
 * tunnel compares two running totals; one loop, the coordinator, adds up and gives out, every 20 ms
 * while somebody is active and not at all otherwise.
 *
 * <p><b>How exact it is.</b> In any time T, those under a limit of R bytes per second use at most R
 * × T, and
 *
 * <ul>
 *   <li>100 ms worth of R, saved up;
 *   <li>for each party under the limit on each of its event loops, credit: what makes a small
 *       message pass without waiting for a tick. It is at most 16 KiB and an equal part of what R
 *       gives in 20 ms; a party that is new or was idle for 100 ms has what 20 ms give. Credit is
 *       paid back out of what the party is given next, also by tunnels opened after it was used;
 *   <li>for each party that waits on each of its event loops, 512 bytes saved up for one write;
 *   <li>for each event loop, one {@link Share#take}, which may cross with a tick.
 * </ul>
 *
 * <p>Nothing else grows with T. More event loops add only the terms that count them, and do not
 * change what a client gets: its loops divide its part by how many tunnels wait on each. Parts
 * follow demand within two ticks. Ticks that come late give what has come meanwhile, up to 100 ms
 * worth; if the coordinator's loop is blocked for longer, the bandwidth of that time is lost, not
 * made up.
 *
 * <p>A client or user is forgotten once it has no tunnel and has been idle for 100 ms.
 */
public final class FairBandwidth implements Bandwidth {

  private final BandwidthLimits limits;
  private final SharedDirection upstream;
  private final SharedDirection downstream;

  /**
   * Bandwidth that nobody uses yet.
   *
   * @param coordinator any event loop that lasts as long as those of the tunnels
   */
  public FairBandwidth(BandwidthLimits limits, EventLoop coordinator) {
    this.limits = limits;
    this.upstream = new SharedDirection(new Coordinator(coordinator, limits));
    this.downstream = new SharedDirection(new Coordinator(coordinator, limits));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The share calls back within a turn, which ends when the callback returns: what is to be
   * taken must be taken in it.
   */
  @Override
  public Share share(TunnelRequest request, Direction direction, EventLoop loop) {
    Party party = Party.of(request, limits.listeners().keySet());
    OptionalLong tightest = limits.tightest(party);
    if (tightest.isEmpty()) {
      return Share.UNLIMITED;
    }
    long credit = LeafNode.credit(tightest.getAsLong());
    return of(direction).open(party, limits.weightOf(request), credit, loop);
  }

  SharedDirection of(Direction direction) {
    return switch (direction) {
      case UPSTREAM -> upstream;
      case DOWNSTREAM -> downstream;
    };
  }
}
