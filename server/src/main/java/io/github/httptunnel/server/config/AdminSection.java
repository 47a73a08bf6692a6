package io.github.httptunnel.server.config;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.tunnel.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code admin}. */
final class AdminSection {

  private static final InetSocketAddress DEFAULT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9090);

  private AdminSection() {}

  static @Nullable AdminConfig read(Section section) {
    InetSocketAddress bind = section.value("bind", Syntaxes.bind(), DEFAULT);
    Secret token = section.value("token", Syntaxes.secret());
    List<String> hosts = section.list("hosts", Syntaxes.dnsName());
    try {
      return new AdminConfig(
          bind,
          token,
          hosts == null
              ? List.of()
              : hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList());
    } catch (IllegalArgumentException e) {
      section.error(Objects.requireNonNullElse(e.getMessage(), "cannot be used"));
      return null;
    }
  }
}
