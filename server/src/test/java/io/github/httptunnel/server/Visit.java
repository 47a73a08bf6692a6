package io.github.httptunnel.server;

import io.github.httptunnel.server.explain.ExplainRequest;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that can be explained and made.
 *
 * @param at where
 * @param client from which of this machine's addresses
 * @param user as whom, where clients say that
 * @param groups in which, where clients prove that
 * @param authority where to, as a client would write it
 * @param kind with CONNECT or without
 */
record Visit(
    Entrance at,
    InetAddress client,
    @Nullable String user,
    Set<String> groups,
    String authority,
    Kind kind) {

  /** To be explained. */
  ExplainRequest question() {
    Target target = ((TargetSyntax.Valid) TargetSyntax.parse(authority)).target();
    return new ExplainRequest(target, kind, client, user, groups, at.code(), true);
  }

  /** What the client sends; what it shows of itself included. */
  String request(@Nullable String credentials) {
    String login = credentials == null ? "" : "Proxy-Authorization: " + credentials + "\r\n";
    boolean connects = kind == Kind.TUNNEL && at != Entrance.FIXED;
    return "%s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
        .formatted(line(connects), authority, login);
  }

  private String line(boolean connects) {
    return connects ? "CONNECT " + authority : "GET http://" + authority + "/";
  }
}
