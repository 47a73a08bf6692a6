package io.github.httptunnel.server.explain;

import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody makes, to be decided on.
 *
 * @param target where to
 * @param kind with CONNECT or without
 * @param client who would ask
 * @param user the name that the client would have proved; absent: none
 * @param groups those that the client would have proved with it; what the configuration says of its
 *     members comes besides
 * @param listener where it would be asked; absent: at the first listener
 * @param lookUp whether the target's name is to be looked up, as it would be
 */
public record ExplainRequest(
    Target target,
    TunnelRequest.Kind kind,
    InetAddress client,
    @Nullable String user,
    Set<String> groups,
    @Nullable String listener,
    boolean lookUp) {

  /** Copies the set. */
  public ExplainRequest {
    groups = Set.copyOf(groups);
  }

  /** A request of somebody who has proved no group. */
  public ExplainRequest(
      Target target,
      TunnelRequest.Kind kind,
      InetAddress client,
      @Nullable String user,
      @Nullable String listener,
      boolean lookUp) {
    this(target, kind, client, user, Set.of(), listener, lookUp);
  }

  @Override
  public String toString() {
    return "ExplainRequest[hidden]";
  }
}
