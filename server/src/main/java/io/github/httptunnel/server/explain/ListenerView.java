package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.access.ExplainedPolicy;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Target;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides at one listener.
 *
 * @param name the listener's
 * @param rules what decides on requests, itself or one that is made of the same
 * @param clients who may connect
 * @param onLoopback whether clients of this machine reach it by a loopback address
 * @param claims whether clients prove there themselves what groups they belong to
 * @param leadsTo where every connection leads; absent where clients ask for a target
 */
public record ListenerView(
    String name,
    ExplainedPolicy rules,
    ClientFilter clients,
    boolean onLoopback,
    boolean claims,
    @Nullable Target leadsTo) {

  /** One where clients ask, and prove no groups. */
  public ListenerView(
      String name, ExplainedPolicy rules, ClientFilter clients, boolean onLoopback) {
    this(name, rules, clients, onLoopback, false, null);
  }

  /** The one that is meant when none is named: the first where clients ask, if there is one. */
  static ListenerView firstOf(List<ListenerView> views) {
    return views.stream()
        .filter(view -> view.leadsTo == null)
        .findFirst()
        .orElseGet(views::getFirst);
  }

  /** Where a request is to be asked; absent if there is no such listener. */
  static @Nullable ListenerView meant(ExplainRequest asked, List<ListenerView> views) {
    String name = asked.listener();
    return name == null
        ? firstOf(views)
        : views.stream().filter(view -> view.name.equals(name)).findFirst().orElse(null);
  }

  /** The client as the listener would see it. */
  ClientInfo client(ExplainRequest asked) {
    ClientInfo client =
        new ClientInfo(
            new InetSocketAddress(asked.client(), 0),
            name,
            "explain",
            onLoopback && asked.client().isLoopbackAddress(),
            0);
    return asked.user() == null ? client : client.known(asked.user(), asked.groups(), List.of());
  }
}
