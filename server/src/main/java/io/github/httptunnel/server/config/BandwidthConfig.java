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
 * @param perUser all tunnels of one user; absent: not bounded
 * @param userWeight what a user weighs that nobody lists
 * @param weights the first that lists a user, or else a client, counts; other clients weigh 1
 */
public record BandwidthConfig(
    @Nullable Long process,
    @Nullable Long perClient,
    @Nullable Long perUser,
    int userWeight,
    List<Weight> weights) {

  /** The weight of whoever nobody lists. */
  static final int ORDINARY = 1;

  /**
   * What some get of a bandwidth that is short, in comparison with others.
   *
   * @param clients addresses of clients
   * @param users names of users
   * @param weight 1 to 1000
   */
  public record Weight(List<Cidr> clients, List<String> users, int weight) {

    /** Copies the lists. */
    public Weight {
      clients = List.copyOf(clients);
      users = List.copyOf(users);
    }

    /** A weight of clients alone. */
    public static Weight ofClients(List<Cidr> clients, int weight) {
      return new Weight(clients, List.of(), weight);
    }

    private boolean lists(InetAddress client) {
      return clients.stream().anyMatch(block -> block.contains(client));
    }
  }

  /** Copies the list. */
  public BandwidthConfig {
    weights = List.copyOf(weights);
  }

  /** Nothing bounded, all alike. */
  public static BandwidthConfig defaults() {
    return new BandwidthConfig(null, null, null, ORDINARY, List.of());
  }

  /** What a user weighs, or a client with this address if there is no user. */
  public int weightOf(InetAddress client, @Nullable String user) {
    return user == null
        ? weights.stream()
            .filter(weight -> weight.lists(client))
            .findFirst()
            .map(Weight::weight)
            .orElse(ORDINARY)
        : weights.stream()
            .filter(weight -> weight.users().contains(user))
            .findFirst()
            .map(Weight::weight)
            .orElse(userWeight);
  }
}
