package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Judges each connection as it comes, before anything of it is read: what its client may have, how
 * many in the whole process have not said yet what they want, and whether there is a descriptor and
 * memory. Thread-safe; shared by all event loops, hence the atomics.
 */
public final class Doorkeeper {

  private static final Entry TOO_MANY_HANDSHAKES =
      new Entry.Shut(new Overloaded(Overloaded.Resource.HANDSHAKES));

  private final Supplier<LimitPolicy> policy;
  private final ClientLimits clients;
  private final ConnectionBudget budget;
  private final AtomicInteger handshakes = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  Doorkeeper(Supplier<LimitPolicy> policy, ClientLimits clients, ConnectionBudget budget) {
    this.policy = policy;
    this.clients = clients;
    this.budget = budget;
  }

  /**
   * Takes the places of a connection that this client has opened, if there are any.
   *
   * @param listener counts the connection while it is there
   */
  public Entry enter(SocketAddress client, ConnectionCount listener) {
    return switch (clients.enter(client)) {
      case Entry.Open(Permit place, Permit handshake) -> begin(place, handshake, listener);
      case Entry.Shut shut -> shut;
    };
  }

  private Entry begin(Permit place, Permit handshake, ConnectionCount listener) {
    if (!take()) {
      refused.increment();
      return giveBack(place, handshake, TOO_MANY_HANDSHAKES);
    }
    Permit begun = new Both(handshake, new Place(handshakes::decrementAndGet));
    return switch (budget.accept(listener)) {
      case Admission.Admitted(Permit descriptor) ->
          new Entry.Open(new Both(place, descriptor), begun);
      case Admission.Rejected(var refusal) -> giveBack(place, begun, new Entry.Shut(refusal));
    };
  }

  private static Entry giveBack(Permit place, Permit handshake, Entry shut) {
    place.release();
    handshake.release();
    return shut;
  }

  private boolean take() {
    Integer most = policy.get().handshakes();
    int taken = handshakes.get();
    while (most == null || taken < most) {
      if (handshakes.compareAndSet(taken, taken + 1)) {
        return true;
      }
      taken = handshakes.get();
    }
    return false;
  }

  /** How many connections there are whose first request has not come yet. */
  int handshakes() {
    return handshakes.get();
  }

  /** How many connections were refused for too many of those, since the start. */
  long refused() {
    return refused.sum();
  }
}
