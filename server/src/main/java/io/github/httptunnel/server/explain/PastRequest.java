package io.github.httptunnel.server.explain;

import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a record tells of, as far as rules are concerned.
 *
 * @param address to which there was a connection; absent when there was none, or the record does
 *     not name it
 * @param client absent when the record does not name it
 * @param user absent when the record does not name one
 * @param listener the listener's name then
 * @param allowed what was decided
 * @param byAddress whether that was decided on an address, which records do not name
 */
record PastRequest(
    Target target,
    @Nullable InetAddress address,
    TunnelRequest.Kind kind,
    @Nullable InetAddress client,
    @Nullable String user,
    String listener,
    Instant started,
    boolean allowed,
    boolean byAddress) {

  private static final String FORBIDDEN = "forbidden_";

  /** Had been allowed, and was ended all the same. */
  private static final String BY_HAND = "forbidden_operator";

  /** Null if the record tells of nothing that was decided, or does not name the target. */
  static @Nullable PastRequest of(Map<String, String> record) {
    String reason = record.getOrDefault("reason", "");
    boolean forbidden = reason.startsWith(FORBIDDEN) && !reason.equals(BY_HAND);
    String phase = record.getOrDefault("phase", "");
    boolean undecided = phase.equals("admit") || (phase.equals("decide") && !forbidden);
    if (undecided || !(target(record) instanceof TargetSyntax.Valid(Target target))) {
      return null;
    }
    try {
      return new PastRequest(
          target,
          address(record.get("address")),
          "exchange".equals(record.get("kind"))
              ? TunnelRequest.Kind.EXCHANGE
              : TunnelRequest.Kind.TUNNEL,
          client(record.get("client")),
          record.get("user"),
          record.getOrDefault("listener", ""),
          Instant.parse(record.getOrDefault("started", "")),
          !forbidden,
          forbidden && phase.equals("connect"));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static TargetSyntax target(Map<String, String> record) {
    return TargetSyntax.parse(record.getOrDefault("target", ""));
  }

  private static @Nullable InetAddress client(@Nullable String text) {
    if (text == null || text.indexOf(':') < 0) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    return address(text.substring(0, colon).replace("[", "").replace("]", ""));
  }

  private static @Nullable InetAddress address(@Nullable String text) {
    return text == null || NetUtil.createByteArrayFromIpAddressString(text) == null
        ? null
        : InetAddress.ofLiteral(text);
  }

  @Override
  public String toString() {
    return "PastRequest[hidden]";
  }
}
