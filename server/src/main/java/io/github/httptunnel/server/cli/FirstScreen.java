package io.github.httptunnel.server.cli;

import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator sees when the program has started: at most eight lines. */
final class FirstScreen {

  private static final int LISTENERS_SHOWN = 2;

  private FirstScreen() {}

  /**
   * The lines.
   *
   * @param admin where the operator asks; empty if nowhere
   */
  static List<String> lines(
      String version,
      ServerConfig config,
      ConfigOrigin origin,
      List<InetSocketAddress> bound,
      List<String> admin) {
    List<String> lines = new ArrayList<>();
    lines.add("http-tunnel " + version + ", configuration: " + origin.text());
    int shown = Math.min(bound.size(), LISTENERS_SHOWN);
    for (int i = 0; i < shown; i++) {
      lines.add(listening(config.listeners().get(i), bound.get(i)));
    }
    if (bound.size() > shown) {
      lines.add("and " + (bound.size() - shown) + " more listeners");
    }
    lines.add("targets: " + targets(config));
    if (config.listeners().stream().anyMatch(ListenerConfig::servesPrivateClientsOnly)) {
      lines.add(
          "NOTE: other machines can reach this proxy; it serves PRIVATE CLIENTS ONLY"
              + " (--allow-clients any, from: or auth: opens it)");
    }
    lines.addAll(admin);
    lines.add("try it: " + tryIt(config.listeners().getFirst(), bound.getFirst()));
    return lines;
  }

  private static String listening(ListenerConfig listener, InetSocketAddress bound) {
    String what =
        switch (listener.mode()) {
          case Mode.Http() -> listener.tls() == null ? "HTTP proxy" : "HTTPS proxy (TLS)";
          case Mode.Tcp(Target target) -> "TCP to " + target.authority();
        };
    return "listening on " + text(bound) + ": " + what + " [" + listener.name() + "]";
  }

  private static String targets(ServerConfig config) {
    RuleSet rules = config.access().rules();
    String rest =
        config.access().allowedTargets() == null
            ? (rules.allowsTheRest() ? "any" : "no others")
            : "those that match " + config.access().allowedTargets().pattern();
    int count = rules.rules().size();
    String allowed =
        count == 0 ? rest : (count == 1 ? "1 rule" : count + " rules") + ", then " + rest;
    String blocked =
        config.access().blockedTargets() == null
            ? ""
            : ", but none that matches " + config.access().blockedTargets().pattern();
    return allowed + blocked;
  }

  private static String tryIt(ListenerConfig listener, InetSocketAddress bound) {
    InetAddress address = bound.getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : literal(address);
    String here = host + ":" + bound.getPort();
    return switch (listener.mode()) {
      case Mode.Http() ->
          (listener.tls() == null
                  ? "curl -x http://" + here
                  : "curl --proxy-insecure -x https://" + here)
              + credentials(listener.auth())
              + " https://example.org/";
      case Mode.Tcp(Target target) ->
          "curl --connect-to ::" + here + " https://" + target.authority() + "/";
    };
  }

  private static String credentials(@Nullable AuthConfig auth) {
    if (auth == null) {
      return "";
    }
    return (auth.needsCertificate() ? " --proxy-cert CERT.pem --proxy-key KEY.pem" : "")
        + (auth.users() == null ? "" : " --proxy-user NAME");
  }

  private static String text(InetSocketAddress address) {
    return literal(address.getAddress()) + ":" + address.getPort();
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return text.indexOf(':') < 0 ? text : "[" + text + "]";
  }
}
