package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Target;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the elements of {@code listeners}, one after another, and compares them. */
final class ListenerSection {

  private final TlsSection tls;
  private final AuthSection auth;
  private final ListenerConfig defaults;
  private final RelayRules everywhere;
  private final List<ListenerConfig> before = new ArrayList<>();

  /**
   * @param everywhere the rules of listeners that have none of their own
   */
  ListenerSection(KeyMaterialCheck check, ListenerConfig defaults, RelayRules everywhere) {
    this.tls = new TlsSection(check);
    this.auth = new AuthSection(check);
    this.defaults = defaults;
    this.everywhere = everywhere;
  }

  ListenerConfig read(Section section) {
    String name = section.value("name", Syntaxes.label(), "listener-" + (before.size() + 1));
    InetSocketAddress bind = section.value("bind", Syntaxes.bind(), defaults.bind());
    KeyMaterial material = section.optionalSection("tls", tls::read);
    ListenerConfig listener =
        new ListenerConfig(
            name,
            bind,
            mode(section),
            material,
            from(section),
            relay(section),
            section.valueOrOff("bandwidth", Syntaxes.bandwidth(), defaults.bandwidth()),
            section.optionalSection("auth", auth::read));
    compare(section, listener);
    compare(section, listener.auth(), listener);
    before.add(listener);
    return listener;
  }

  private static Mode mode(Section section) {
    section.list("protocols", Syntaxes.choice("protocol", Map.of("http", "http"), "http"));
    Target target = section.value("target", Syntaxes.target());
    if (target == null) {
      section.assumed("protocols", List.of("http"));
      return new Mode.Http();
    }
    for (String other : List.of("protocols", "tls", "auth")) {
      if (section.has(other)) {
        section.error(other, "does not go with 'target', which makes a tcp listener (remove one)");
      }
    }
    return new Mode.Tcp(target);
  }

  private static @Nullable List<Cidr> from(Section section) {
    return section.list("from", Syntaxes.cidr());
  }

  /** {@code relay_policy} holds both ways; what a direction says for itself comes before it. */
  private @Nullable RelayRules relay(Section section) {
    RelaySection both = section.optionalSection("relay_policy", RelaySection::read);
    RelaySection upstream = section.optionalSection("client_connection", ListenerSection::policy);
    RelaySection downstream = section.optionalSection("target_connection", ListenerSection::policy);
    if (both == null && upstream == null && downstream == null) {
      return null;
    }
    return new RelayRules(
        over(upstream, over(both, everywhere.upstream())),
        over(downstream, over(both, everywhere.downstream())));
  }

  private static @Nullable RelaySection policy(Section section) {
    return section.optionalSection("relay_policy", RelaySection::read);
  }

  private static RelayPolicy over(@Nullable RelaySection section, RelayPolicy other) {
    return section == null ? other : section.over(other);
  }

  private static void compare(
      Section section, @Nullable AuthConfig asked, ListenerConfig listener) {
    if (asked == null || listener.tls() != null) {
      return;
    }
    if (asked.certificates() != null) {
      section.error("auth", "client_certificates goes only with tls (expected: tls beside auth)");
    }
    if (asked.asksEachRequest() && !listener.bind().getAddress().isLoopbackAddress()) {
      section.warn(
          "auth",
          (asked.users() == null ? "tokens" : "passwords")
              + " come in the clear from other machines: anybody on the way can read them"
              + " (tls beside auth protects them)");
    }
  }

  private void compare(Section section, ListenerConfig listener) {
    for (ListenerConfig other : before) {
      if (other.name().equals(listener.name())) {
        section.error("name", "'" + other.name() + "' names another listener too");
      }
      if (listener.collidesWith(other)) {
        section.error(
            "bind",
            NetUtil.toSocketAddressString(listener.bind())
                + " is taken by listener '"
                + other.name()
                + "' on "
                + NetUtil.toSocketAddressString(other.bind())
                + " (expected: addresses that differ)");
      }
    }
  }
}
