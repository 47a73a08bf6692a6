package io.github.httptunnel.load;

import java.util.List;

/** Asks for the tunnels of one loop. Confined to that {@link Loop}'s thread. */
final class Offers {

  private final Loop loop;
  private final Route route;
  private final List<ClientSpec> clients;
  private final int most;
  private final Verdicts verdicts;
  private int next;

  /**
   * Asks for none yet.
   *
   * @param clients who ask, in turn
   * @param most how many may be under way
   */
  Offers(Loop loop, Route route, List<ClientSpec> clients, int most, Verdicts verdicts) {
    this.loop = loop;
    this.route = route;
    this.clients = clients;
    this.most = most;
    this.verdicts = verdicts;
  }

  /** One is due, since that moment. */
  void due(long moment) {
    if (verdicts.underWay() >= most) {
      verdicts.unasked(moment);
    } else {
      ClientSpec from = clients.get(next++ % clients.size());
      Offer.start(loop, route, from.address(), verdicts, moment);
    }
  }

  /** How many are neither served nor refused yet. */
  long underWay() {
    return verdicts.underWay();
  }

  /** What became of them. */
  Outcomes found() {
    return verdicts.found();
  }
}
