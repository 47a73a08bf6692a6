package io.github.httptunnel.server.assembly;

import io.github.httptunnel.fixed.FixedTargetNegotiator;
import io.github.httptunnel.http1.Http1Answers;
import io.github.httptunnel.http1.Http1Negotiator;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Target;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The protocols there are: the explicit list. */
final class Negotiators {

  private final ServerConfig config;
  private final Http1Negotiator http;

  /**
   * @param memoryIsShort asked on any event loop
   */
  Negotiators(ServerConfig config, BooleanSupplier memoryIsShort) {
    this.config = config;
    this.http =
        new Http1Negotiator(
            config.initiationTimeout(),
            config.legacyResponses() ? Http1Answers.LEGACY : Http1Answers.STANDARD,
            config.exchanges(),
            memoryIsShort);
  }

  /** Whether they speak as another configuration wants it, so that what they keep may stay. */
  boolean suit(ServerConfig other) {
    return config.initiationTimeout().equals(other.initiationTimeout())
        && config.exchanges().equals(other.exchanges())
        && config.legacyResponses() == other.legacyResponses();
  }

  /**
   * @param authenticator says who clients are; absent: they are not asked
   */
  Negotiator of(Mode mode, @Nullable Authenticator authenticator) {
    return switch (mode) {
      case Mode.Http() -> authenticator == null ? http : http.asking(authenticator);
      case Mode.Tcp(Target target) -> new FixedTargetNegotiator(target);
    };
  }
}
