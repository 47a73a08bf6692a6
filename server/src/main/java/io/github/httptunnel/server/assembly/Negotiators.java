package io.github.httptunnel.server.assembly;

import io.github.httptunnel.fixed.FixedTargetNegotiator;
import io.github.httptunnel.http1.Http1Answers;
import io.github.httptunnel.http1.Http1Negotiator;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Target;
import java.util.function.BooleanSupplier;

/** The protocols there are: the explicit list. */
final class Negotiators {

  private final Negotiator http;

  /**
   * @param memoryIsShort asked on any event loop
   */
  Negotiators(ServerConfig config, BooleanSupplier memoryIsShort) {
    this.http =
        new Http1Negotiator(
            config.initiationTimeout(),
            config.legacyResponses() ? Http1Answers.LEGACY : Http1Answers.STANDARD,
            config.exchanges(),
            memoryIsShort);
  }

  Negotiator of(Mode mode) {
    return switch (mode) {
      case Mode.Http() -> http;
      case Mode.Tcp(Target target) -> new FixedTargetNegotiator(target);
    };
  }
}
