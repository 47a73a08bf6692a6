package io.github.httptunnel.server.config;

import io.github.httptunnel.sni.SniPolicy;
import io.github.httptunnel.sni.SniPolicy.Ech;
import io.github.httptunnel.sni.SniPolicy.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code access.sni}: a word, or a section that says what the word leaves open. */
final class SniSection {

  private SniSection() {}

  /** Whether anybody looks. */
  private enum Mode {
    OFF,
    MATCH
  }

  private static final Syntax<Mode> MODE = Syntaxes.oneOf(Mode.class);

  static @Nullable SniPolicy read(Section access) {
    return access.wordOrSection("sni", MODE, SniSection::plain, SniSection::detailed, Mode.OFF);
  }

  private static @Nullable SniPolicy plain(Mode mode) {
    return mode == Mode.OFF ? null : SniPolicy.strict();
  }

  private static @Nullable SniPolicy detailed(Section section) {
    SniPolicy strict = SniPolicy.strict();
    Mode mode = section.value("mode", MODE, Mode.MATCH);
    Verdict withoutSni = section.value("without_sni", verdict(), strict.withoutSni());
    Verdict notTls = section.value("not_tls", verdict(), strict.notTls());
    Ech ech = section.value("ech", Syntaxes.oneOf(Ech.class), strict.ech());
    List<Integer> ports = section.list("ports", Syntaxes.whole(1, 65_535));
    return mode == Mode.OFF
        ? null
        : new SniPolicy(withoutSni, notTls, ech, ports == null ? null : Set.copyOf(ports));
  }

  private static Syntax<Verdict> verdict() {
    return Syntaxes.oneOf(Verdict.class);
  }
}
