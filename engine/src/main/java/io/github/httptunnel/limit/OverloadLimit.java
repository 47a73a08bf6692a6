package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Overloaded.Resource;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.function.BooleanSupplier;

/**
 * Refuses new requests while the process has too much to do with those it has. Tunnels that are
 * there come first. Thread-safe.
 */
public final class OverloadLimit implements Limit {

  private static final Admission NO_MEMORY = refused(Resource.MEMORY);
  private static final Admission NO_TIME = refused(Resource.LAG);

  private final MemoryPressure memory;
  private final BooleanSupplier lags;
  private final Limit others;

  /**
   * @param lags whether the event loop that asks is slow
   * @param others asked if there is nothing to object to here
   */
  public OverloadLimit(MemoryPressure memory, BooleanSupplier lags, Limit others) {
    this.memory = memory;
    this.lags = lags;
    this.others = others;
  }

  @Override
  public Admission admit(TunnelRequest request) {
    if (memory.isShedding()) {
      return NO_MEMORY;
    }
    return lags.getAsBoolean() ? NO_TIME : others.admit(request);
  }

  private static Admission refused(Resource resource) {
    return new Admission.Rejected(new Overloaded(resource));
  }
}
