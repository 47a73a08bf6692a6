package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetSocketAddress;

/** Requests for tests. */
final class Requests {

  private Requests() {}

  /** From a client elsewhere. */
  static TunnelRequest remote(String target) {
    return request(target, false);
  }

  /** From a client on this machine. */
  static TunnelRequest local(String target) {
    return request(target, true);
  }

  /** The same, for something that needs no tunnel. */
  static TunnelRequest plain(TunnelRequest request) {
    return new TunnelRequest(request.target(), request.client(), TunnelRequest.Kind.EXCHANGE);
  }

  private static TunnelRequest request(String target, boolean onThisMachine) {
    return new TunnelRequest(
        target(target),
        new ClientInfo(
            InetSocketAddress.createUnresolved("client.invalid", 1),
            "main",
            "http",
            onThisMachine,
            0));
  }

  private static Target target(String text) {
    return switch (TargetSyntax.parse(text)) {
      case TargetSyntax.Valid(Target target) -> target;
      case TargetSyntax.Invalid(String problem) -> throw new IllegalArgumentException(problem);
    };
  }
}
