package io.github.httptunnel.server.config;

import io.github.httptunnel.http1.ExchangePolicy;
import io.github.httptunnel.http1.ExchangePolicy.Pseudonym;

/** Reads {@code http}: how requests without CONNECT are forwarded. */
final class HttpSection {

  private static final String RANDOM = "random";
  private static final int MOST_CONNECTIONS = 1000;

  private HttpSection() {}

  static ExchangePolicy read(Section section, ExchangePolicy defaults) {
    return new ExchangePolicy(
        section.valueOrOff("via", pseudonym(), defaults.pseudonym()),
        section.valueOrOff("response_timeout", Syntaxes.timeout(), defaults.responseTimeout()),
        section.valueOrOff("body_timeout", Syntaxes.timeout(), defaults.bodyTimeout()),
        section.value("keep_alive_timeout", Syntaxes.timeout(), defaults.keepAliveTimeout()),
        section.value(
            "target_connections",
            Syntaxes.whole(0, MOST_CONNECTIONS),
            defaults.targetConnections()),
        section.value("target_idle_timeout", Syntaxes.timeout(), defaults.targetIdleTimeout()),
        section.value("share_target_connections", Syntaxes.onOff(), defaults.shareTargets()));
  }

  private static Syntax<Pseudonym> pseudonym() {
    return new Syntax<>(
        "pseudonym",
        "random, off, or a word of letters, digits and !#$%&'*+-.^_`|~",
        HttpSection::pseudonym,
        HttpSection::written);
  }

  private static String written(Pseudonym pseudonym) {
    return switch (pseudonym) {
      case Pseudonym.Random() -> RANDOM;
      case Pseudonym.Named(String name) -> name;
    };
  }

  private static Parsed<Pseudonym> pseudonym(String text) {
    if (text.equals(RANDOM)) {
      return new Parsed.Good<>(new Pseudonym.Random());
    }
    return Pseudonym.Named.isToken(text)
        ? new Parsed.Good<>(new Pseudonym.Named(text))
        : new Parsed.Bad<>("is not one word");
  }
}
