package io.github.httptunnel.http1;

import io.github.httptunnel.answer.LingeringClose;
import io.github.httptunnel.http.Via;
import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.Channel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 and HTTP/1.0: CONNECT, after which a connection is a tunnel or closed (RFC 9110 §9.3.6,
 * RFC 9931), and requests in absolute-form, any number on a connection, each with a target, a
 * decision and a record of its own (RFC 9110 §7.6, RFC 9112 §3.2.2).
 */
public final class Http1Negotiator implements Negotiator {

  private final Http1Settings settings;
  private final SharedTargets shared;

  /**
   * @param initiationTimeout from accept, or the first byte of a further request, to the complete
   *     head
   */
  public Http1Negotiator(
      Duration initiationTimeout, Http1Answers answers, ExchangePolicy exchanges) {
    this(initiationTimeout, answers, exchanges, () -> false);
  }

  /**
   * The same.
   *
   * @param memoryIsShort asked on any event loop; while it is, no connection outlives its request
   */
  public Http1Negotiator(
      Duration initiationTimeout,
      Http1Answers answers,
      ExchangePolicy exchanges,
      BooleanSupplier memoryIsShort) {
    this(
        new Http1Settings(
            initiationTimeout, answers, exchanges, via(exchanges.pseudonym()), memoryIsShort, null),
        new SharedTargets(exchanges));
  }

  private Http1Negotiator(Http1Settings settings, SharedTargets shared) {
    this.settings = settings;
    this.shared = shared;
  }

  /**
   * The same for clients that must say who they are, with each request. What is kept for clients is
   * kept together, and a request that came by either has been here before.
   */
  public Http1Negotiator asking(Authenticator authenticator) {
    return new Http1Negotiator(settings.asking(authenticator), shared);
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void install(Channel client, ClientInfo info, TunnelSink sink) {
    Http1Connection connection =
        new Http1Connection(info, client.eventLoop(), sink, settings, kept(info));
    client.closeFuture().addListener(_ -> connection.letGoOfTargets());
    client.pipeline().addLast(RequestHandler.first(connection, new Unread(client.alloc())));
  }

  /** With the same words as a request would get. */
  @Override
  public void turnAway(Channel client, Refusal refusal) {
    LingeringClose.briefly(client, settings.answers().refused(refusal));
  }

  private KeptTargets kept(ClientInfo client) {
    return settings.exchanges().shareTargets()
        ? shared.of(client)
        : KeptTargets.under(settings.exchanges());
  }

  private static @Nullable Via via(ExchangePolicy.@Nullable Pseudonym pseudonym) {
    return switch (pseudonym) {
      case null -> null;
      case ExchangePolicy.Pseudonym.Named(String token) -> new Via(token);
      case ExchangePolicy.Pseudonym.Random() -> Via.random(new SecureRandom());
    };
  }
}
