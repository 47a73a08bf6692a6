package io.github.httptunnel.tunnel;

import java.util.Locale;

/**
 * One request: to be led to a target.
 *
 * @param target where to
 * @param client who asks
 * @param kind what for
 */
public record TunnelRequest(Target target, ClientInfo client, Kind kind) {

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

  /** A request for a tunnel. */
  public TunnelRequest(Target target, ClientInfo client) {
    this(target, client, Kind.TUNNEL);
  }
}
