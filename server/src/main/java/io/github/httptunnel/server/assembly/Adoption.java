package io.github.httptunnel.server.assembly;

import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.transport.InheritedSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which listener gets which of the sockets that were there before this process: the one with its
 * name, else the one at its address.
 */
final class Adoption {

  private final Map<String, InheritedSocket> byListener = new HashMap<>();
  private final List<InheritedSocket> left;

  private Adoption(List<InheritedSocket> sockets) {
    this.left = new ArrayList<>(sockets);
  }

  static Adoption of(List<ListenerConfig> listeners, List<InheritedSocket> sockets) {
    Adoption adoption = new Adoption(sockets);
    for (ListenerConfig listener : listeners) {
      adoption.give(listener, socket -> socket.name().equals(listener.name()));
    }
    for (ListenerConfig listener : listeners) {
      adoption.give(listener, socket -> socket.standsFor(listener.bind()));
    }
    return adoption;
  }

  private void give(ListenerConfig listener, Predicate<InheritedSocket> fits) {
    if (byListener.containsKey(listener.name())) {
      return;
    }
    left.stream()
        .filter(fits)
        .findFirst()
        .ifPresent(socket -> {
          left.remove(socket);
          byListener.put(listener.name(), socket);
        });
  }

  /** Its socket; absent: it binds one itself. */
  @Nullable InheritedSocket of(ListenerConfig listener) {
    return byListener.get(listener.name());
  }

  /** Why it cannot be done; absent: it can. */
  @Nullable String problem(List<ListenerConfig> listeners) {
    if (!left.isEmpty()) {
      InheritedSocket socket = left.getFirst();
      return "the service manager passed a socket that no listener is for: descriptor "
          + socket.descriptor()
          + " named '"
          + socket.name()
          + "' at "
          + text(socket.address())
          + " (expected: FileDescriptorName= as the listener's name, or bind: as ListenStream=; the"
          + " listeners left are "
          + free(listeners)
          + ")";
    }
    return listeners.stream()
        .filter(this::becomesReachable)
        .findFirst()
        .map(this::reachable)
        .orElse(null);
  }

  /** Who may connect follows from {@code bind}: a socket must not let more in than that says. */
  private boolean becomesReachable(ListenerConfig listener) {
    InheritedSocket socket = of(listener);
    return socket != null
        && listener.bind().getAddress().isLoopbackAddress()
        && !socket.address().getAddress().isLoopbackAddress();
  }

  private String reachable(ListenerConfig listener) {
    InheritedSocket socket = byListener.get(listener.name());
    return "listener "
        + listener.name()
        + ": bind is "
        + text(listener.bind())
        + ", for this machine only, and other machines can reach the socket that was passed for it"
        + (socket == null ? "" : ", at " + text(socket.address()))
        + " (expected: the same address in bind: and in ListenStream=)";
  }

  private String free(List<ListenerConfig> listeners) {
    List<String> names =
        listeners.stream()
            .filter(listener -> of(listener) == null)
            .map(listener -> listener.name() + " at " + text(listener.bind()))
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }
}
