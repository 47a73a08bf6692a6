package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Unresolvable.Answer;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that are answered here and never asked of a server: those of the hosts file, and those that
 * RFC 6761 and RFC 7686 reserve. Asking for an {@code .onion} name would tell a DNS server whom
 * somebody wanted to reach in secret.
 *
 * @param hosts addresses by name in lower case
 */
record LocalNames(Map<String, List<InetAddress>> hosts) {

  private static final List<InetAddress> LOOPBACK =
      List.of(Inet6Address.ofLiteral("::1"), Inet4Address.ofLiteral("127.0.0.1"));

  LocalNames {
    hosts = Map.copyOf(hosts);
  }

  @Nullable NameAnswer find(Host.Name name) {
    List<InetAddress> listed = hosts.get(name.text());
    if (listed != null) {
      return found(listed);
    }
    return switch (name.text().substring(name.text().lastIndexOf('.') + 1)) {
      case "localhost" -> found(LOOPBACK);
      case "invalid", "onion" -> new NameAnswer.Absent(Answer.NO_SUCH_NAME);
      default -> null;
    };
  }

  /** Looking here costs nothing, so nothing is gained by remembering it for long. */
  private static NameAnswer found(List<InetAddress> addresses) {
    return new NameAnswer.Found(addresses, Duration.ZERO);
  }
}
