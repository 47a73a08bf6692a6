package io.github.httptunnel.tunnel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request: to be led to a target. {@code toString} hides the user and the trace.
 *
 * @param target where to
 * @param client who asks
 * @param kind what for
 * @param user the name the client has proved; absent if nobody asked for one
 * @param trace which trace it belongs to; absent if the client names none
 */
public record TunnelRequest(
    Target target,
    ClientInfo client,
    Kind kind,
    @Nullable String user,
    @Nullable TraceContext trace) {

  /** What a client wants of a target. */
  public enum Kind {
    /** Bytes both ways until both sides have ended. */
    TUNNEL,
    /** One message each way, on connections that may outlive them. */
    EXCHANGE;

    /** The word used in records and metrics. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A request for a tunnel, of somebody without a name. */
  public TunnelRequest(Target target, ClientInfo client) {
    this(target, client, Kind.TUNNEL);
  }

  /** A request of somebody without a name. */
  public TunnelRequest(Target target, ClientInfo client, Kind kind) {
    this(target, client, kind, null);
  }

  /** A request that belongs to no trace. */
  public TunnelRequest(Target target, ClientInfo client, Kind kind, @Nullable String user) {
    this(target, client, kind, user, null);
  }

  @Override
  public String toString() {
    return "TunnelRequest[target=" + target + ", client=" + client + ", kind=" + kind + "]";
  }
}
