package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A tcp listener that leads to one of our own would connect to itself until nothing is left. */
final class OwnTargets {

  private OwnTargets() {}

  /** Which listener does that; absent if none does. */
  static @Nullable String problem(Collection<ListenerPlan> listeners, OwnAddresses own) {
    for (ListenerPlan listener : listeners) {
      if (listener.config().mode() instanceof Mode.Tcp(Target target)
          && target.host() instanceof Host.Address(var ip)
          && own.covers(ip, target.port())) {
        return "listener "
            + listener.config().name()
            + ": its destination "
            + target.authority()
            + " is a listener of this program; it would connect to itself without end";
      }
    }
    return null;
  }
}
