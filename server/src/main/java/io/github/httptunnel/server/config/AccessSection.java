package io.github.httptunnel.server.config;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code access}, and adds what the original keeps under {@code target_connection}. */
final class AccessSection {

  private AccessSection() {}

  static AccessConfig read(Section section, TargetConnection target) {
    List<Cidr> except = section.list("private_targets_except", Syntaxes.cidr());
    Ports ports = section.section("ports", AccessSection::ports);
    return new AccessConfig(
        target.allowedTargets(),
        target.blockedTargets(),
        ports.connect(),
        ports.plain(),
        section.value("private_targets", Syntaxes.oneOf(PrivateTargets.class)),
        except == null ? List.of() : except,
        section.named("lists", AccessSection::list));
  }

  private static @Nullable ListSource list(Section section) {
    Path file = section.value("file", Syntaxes.file(section.folder()));
    ListFormat format = section.value("format", Syntaxes.oneOf(ListFormat.class), ListFormat.AUTO);
    if (!section.has("file")) {
      section.error("'file' is missing (expected: the path of a list of names or addresses)");
    }
    return file == null ? null : new ListSource(file, format);
  }

  private record Ports(@Nullable Set<Integer> connect, @Nullable Set<Integer> plain) {}

  private static Ports ports(Section section) {
    return new Ports(ports(section, "connect"), ports(section, "plain"));
  }

  private static @Nullable Set<Integer> ports(Section section, String key) {
    List<Integer> ports = section.list(key, Syntaxes.whole(1, 65_535));
    return ports == null ? null : Set.copyOf(ports);
  }
}
