package io.github.httptunnel.server.config;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Cidr;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code access}, and adds what the original keeps under {@code target_connection}. */
final class AccessSection {

  private AccessSection() {}

  static AccessConfig read(Section section, TargetConnection target) {
    List<Cidr> except = section.list("private_targets_except", Syntaxes.cidr());
    return new AccessConfig(
        target.allowedTargets(),
        target.blockedTargets(),
        section.section("ports", AccessSection::connectPorts).ports(),
        section.value("private_targets", Syntaxes.oneOf(PrivateTargets.class)),
        except == null ? List.of() : except);
  }

  private record Ports(@Nullable Set<Integer> ports) {}

  private static Ports connectPorts(Section section) {
    List<Integer> ports = section.list("connect", Syntaxes.whole(1, 65_535));
    return new Ports(ports == null ? null : Set.copyOf(ports));
  }
}
