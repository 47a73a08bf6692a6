package io.github.httptunnel.server.config;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code admin}: a word, or a section that says where and for whom. */
final class AdminSection {

  private AdminSection() {}

  static @Nullable AdminConfig read(Section top) {
    return top.wordOrSection(
        "admin", Syntaxes.onOff(), AdminSection::plain, AdminSection::detailed, true);
  }

  private static @Nullable AdminConfig plain(boolean on) {
    return on ? AdminConfig.defaults() : null;
  }

  private static @Nullable AdminConfig detailed(Section section) {
    InetSocketAddress bind = section.value("bind", Syntaxes.bind());
    Secret token = section.value("token", Syntaxes.secret());
    List<String> hosts = section.list("hosts", Syntaxes.dnsName());
    Target probe = section.value("ready_probe", Syntaxes.target());
    if (bind != null && token == null && !bind.getAddress().isLoopbackAddress()) {
      section.error(
          "token",
          "missing (expected: a token, such as ${file:admin.token}, as other machines can reach"
              + " admin.bind; with --admin ADDR instead of the key one is made)");
    }
    try {
      return new AdminConfig(
          bind == null ? AdminConfig.DEFAULT_BIND : bind,
          bind != null,
          token,
          hosts == null
              ? List.of()
              : hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList(),
          probe);
    } catch (IllegalArgumentException e) {
      section.error(Objects.requireNonNullElse(e.getMessage(), "cannot be used"));
      return null;
    }
  }
}
