package io.github.httptunnel.server.api;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.tunnel.TunnelId;
import java.util.List;

/**
 * What each of many tunnels had carried, and nothing else of them: a hash table of plain numbers,
 * as objects for each would be most of what a look at twenty thousand tunnels costs. Two of them
 * with the same key, once in a hundred billion looks, show a wrong rate.
 */
final class Carried {

  static final Carried NOTHING = of(List.of());

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Never 0, which is a free place. */
  private final long[] keys;

  private final long[] upstream;
  private final long[] downstream;

  private Carried(int places) {
    this.keys = new long[places];
    this.upstream = new long[places];
    this.downstream = new long[places];
  }

  /** Of these tunnels. */
  static Carried of(List<LiveTunnel> tunnels) {
    // at most two places of three are taken
    Carried carried = new Carried(Integer.highestOneBit(tunnels.size() * 3 / 2 + 1) * 2);
    tunnels.forEach(carried::add);
    return carried;
  }

  private void add(LiveTunnel tunnel) {
    long key = key(tunnel.id());
    int place = place(key);
    keys[place] = key;
    upstream[place] = tunnel.upstreamBytes();
    downstream[place] = tunnel.downstreamBytes();
  }

  /** Where a tunnel is; if it is not there, a place with zeros. */
  int find(TunnelId id) {
    return place(key(id));
  }

  /** To the target. */
  long upstream(int place) {
    return upstream[place];
  }

  /** To the client. */
  long downstream(int place) {
    return downstream[place];
  }

  private static long key(TunnelId id) {
    return (SPREAD * id.high() + id.low()) * SPREAD | 1;
  }

  private int place(long key) {
    int place = (int) (key >>> 32) & (keys.length - 1);
    while (keys[place] != 0 && keys[place] != key) {
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }
}
