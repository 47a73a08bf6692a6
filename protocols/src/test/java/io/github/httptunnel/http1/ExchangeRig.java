package io.github.httptunnel.http1;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.engine.Regime;
import io.github.httptunnel.engine.Reporter;
import io.github.httptunnel.engine.TunnelEngine;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A client and its targets without sockets, and the engine between them; the clock stands still.
 */
final class ExchangeRig implements AutoCloseable {

  private final Wire client = new Wire();
  private final List<Wire> targets = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Regime regime =
      new Regime(
          new Rules(),
          (_, loop) -> dial(loop),
          _ -> new Admission.Admitted(() -> {}),
          RelayRules.defaults());
  private final TunnelEngine engine =
      new TunnelEngine(
          () -> regime,
          new Relays(Bandwidth.UNLIMITED, RelayEngine.AUTO, client -> client),
          new Reporter(this::on, client.channel().eventLoop().ticker(), InstantSource.system()));
  private boolean slow;
  private boolean refusing;
  private Promise<ConnectResult> dial;

  /** With everything as shipped, but for the mark. */
  ExchangeRig() {
    this(Http1Answers.STANDARD, policy(Duration.ofSeconds(60), Duration.ofSeconds(30)));
  }

  ExchangeRig(Http1Answers answers, ExchangePolicy policy) {
    new Http1Negotiator(Duration.ofSeconds(10), answers, policy)
        .install(client.channel(), client.client(), engine);
  }

  /** The policy as shipped, but for the mark and these. */
  static ExchangePolicy policy(Duration responseTimeout, Duration bodyTimeout) {
    ExchangePolicy shipped = ExchangePolicy.defaults();
    return new ExchangePolicy(
        null,
        responseTimeout,
        bodyTimeout,
        shipped.keepAliveTimeout(),
        shipped.targetConnections(),
        shipped.targetIdleTimeout(),
        false);
  }

  Wire client() {
    return client;
  }

  /** The target that was dialled last. */
  Wire target() {
    return targets.getLast();
  }

  Wire target(int index) {
    return targets.get(index);
  }

  int dials() {
    return targets.size();
  }

  /** How the requests ended, in order. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  TunnelEngine engine() {
    return engine;
  }

  /** Lets the next dials wait for {@link #connect}. */
  void dialSlowly() {
    slow = true;
  }

  void connect() {
    dial.setSuccess(connected());
    client.channel().runPendingTasks();
  }

  /** Forbids all further requests. */
  void refuseAll() {
    refusing = true;
  }

  /** The client asks for a page. */
  void get(String host) {
    client.receive("GET http://" + host + "/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  /** The client asks, and the target gets it. */
  void asked() {
    get("a.example");
    target().sent();
  }

  /** The client begins to send ten bytes. */
  void post(String content) {
    client.receive(
        "POST http://a.example/ HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n" + content);
  }

  /** The target answers in full. */
  void answer() {
    target().receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    client.channel().runPendingTasks();
  }

  /** The same time passes everywhere. */
  void advanceMillis(long millis) {
    client.advanceMillis(millis);
    targets.forEach(target -> target.advanceMillis(millis));
  }

  @Override
  public void close() {
    client.close();
    targets.forEach(Wire::close);
  }

  private Future<ConnectResult> dial(EventExecutor loop) {
    dial = loop.newPromise();
    return slow ? dial : dial.setSuccess(connected());
  }

  private ConnectResult connected() {
    targets.add(new Wire());
    return new ConnectResult.Connected(target().channel(), null, null, Duration.ZERO);
  }

  private void on(TunnelEvent event) {
    if (event instanceof TunnelEvent.Closed closed) {
      outcomes.add(closed.stats().outcome());
    }
  }

  private final class Rules implements AccessPolicy {
    @Override
    public Decision byName(TunnelRequest request) {
      return refusing
          ? new Decision.Denied(new Refusal.Forbidden(Refusal.Forbidden.Rule.BLOCKED))
          : new Decision.Allowed();
    }

    @Override
    public Decision byAddress(TunnelRequest request, InetAddress address) {
      return new Decision.Allowed();
    }
  }
}
