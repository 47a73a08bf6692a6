package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Overloaded.Resource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says why a listener closes connections for which there is no room; once a second for each cause
 * at most. Thread-safe.
 */
final class NoRoom implements Consumer<Refusal> {

  private final TurnedAway noDescriptor;
  private final TurnedAway noMemory;

  NoRoom(
      String listener,
      ConnectionBudget budget,
      long descriptors,
      Logger log,
      LongSupplier nanoTime) {
    this.noDescriptor =
        new TurnedAway(
            count ->
                log.warn(
                    "Listener {}: {} connections were closed: there are {} of clients already, or"
                        + " {} in all (raise the limit of descriptors, {} at the start: ulimit -n,"
                        + " or LimitNOFILE= of systemd)",
                    listener,
                    count,
                    budget.mostClients(),
                    budget.most(),
                    descriptors),
            nanoTime);
    this.noMemory =
        new TurnedAway(
            count ->
                log.warn(
                    "Listener {}: {} connections were closed: memory is short (raise -Xmx and"
                        + " -XX:MaxDirectMemorySize in HTTP_TUNNEL_JAVA_OPTS)",
                    listener,
                    count),
            nanoTime);
  }

  @Override
  public void accept(Refusal refusal) {
    if (refusal.equals(new Overloaded(Resource.MEMORY))) {
      noMemory.count();
    } else {
      noDescriptor.count();
    }
  }
}
