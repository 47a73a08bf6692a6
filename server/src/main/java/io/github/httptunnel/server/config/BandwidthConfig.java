package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast tunnels may be together, in bytes a second each way.
 *
 * @param process all tunnels; absent: as fast as the machine
 * @param perClient all tunnels of one client; absent: not bounded
 * @param weights the first that lists a client counts; others weigh 1
 */
public record BandwidthConfig(
    @Nullable Long process, @Nullable Long perClient, List<Weight> weights) {

  /** The weight of a client that nobody lists. */
  private static final int ORDINARY = 1;

  /**
   * What some clients get of a bandwidth that is short, in comparison with others.
   *
   * @param clients their addresses
   * @param weight 1 to 1000
   */
  public record Weight(List<Cidr> clients, int weight) {

    /** Copies the list. */
    public Weight {
      clients = List.copyOf(clients);
    }
  }

  /** Copies the list. */
  public BandwidthConfig {
    weights = List.copyOf(weights);
  }

  /** Nothing bounded, all alike. */
  public static BandwidthConfig defaults() {
    return new BandwidthConfig(null, null, List.of());
  }

  /** What a client with this address weighs. */
  public int weightOf(InetAddress client) {
    for (Weight weight : weights) {
      if (weight.clients().stream().anyMatch(block -> block.contains(client))) {
        return weight.weight();
      }
    }
    return ORDINARY;
  }
}
