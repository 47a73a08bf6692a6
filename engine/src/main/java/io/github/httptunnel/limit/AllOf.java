package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.List;

/** Admits what each of several limits admits, asked in turn. Thread-safe if they are. */
public final class AllOf implements Limit {

  private final List<Limit> limits;

  /** Asks these, in this order; what comes behind one that refuses is not asked. */
  public AllOf(Limit... limits) {
    this.limits = List.of(limits);
  }

  @Override
  public Admission admit(TunnelRequest request) {
    Permit taken = null;
    for (Limit limit : limits) {
      switch (limit.admit(request)) {
        case Admission.Admitted(Permit permit) ->
            taken = taken == null ? permit : new Both(taken, permit);
        case Admission.Rejected rejected -> {
          if (taken != null) {
            taken.release();
          }
          return rejected;
        }
      }
    }
    return new Admission.Admitted(taken == null ? () -> {} : taken);
  }
}
