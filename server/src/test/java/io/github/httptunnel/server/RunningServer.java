package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.LimitCounts;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.limit.Rate;
import io.github.httptunnel.server.assembly.BindResult;
import io.github.httptunnel.server.assembly.Safeguards;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The assembled server in this process, on a port the system chose, and what it reports. Closing it
 * checks that no request is left, that none was reported twice or as a fault, and that all
 * connections have given up their places.
 */
final class RunningServer implements AutoCloseable {

  /** How busy a process that runs tests is, and its memory, is no matter of theirs. */
  static final Safeguards UNCONCERNED =
      Safeguards.with(
              line -> {
                throw new AssertionError(line);
              })
          .withMemoryUse(() -> 0)
          .withWarmUp(Duration.ofDays(1));

  /** All that a test does comes from one client, and more of it than from any other. */
  private static final LimitPolicy GENEROUS =
      new LimitPolicy(
          100_000,
          new PerClient(
              100_000,
              Rate.of(Rate.MOST),
              100_000,
              new Targets(LimitPolicy.MOST_TARGETS, true),
              LimitPolicy.MOST_TARGETS),
          PerUser.off());

  private final BlockingQueue<TunnelStats> ended = new LinkedBlockingQueue<>();
  private final BlockingQueue<TunnelEvent.Established> established = new LinkedBlockingQueue<>();
  private final BlockingQueue<TunnelEvent.Faulted> faults = new LinkedBlockingQueue<>();
  private final BlockingQueue<TunnelEvent.Exhausted> exhaustions = new LinkedBlockingQueue<>();
  private final Transport transport;
  private final TunnelServer server;
  private final List<InetSocketAddress> addresses;
  private final TunnelObserver also;

  private RunningServer(
      ServerConfig config, Transport.Kind kind, TunnelObserver also, Safeguards safeguards) {
    this.also = also;
    this.transport = Transport.open(kind, 2);
    this.server = TunnelServer.build(config, this::observe, transport, safeguards);
    this.addresses = ((BindResult.Bound) server.bind()).addresses();
  }

  /** The defaults on a port of the system's choice. */
  static RunningServer start() {
    return start(UnaryOperator.identity());
  }

  /** The defaults, changed. */
  static RunningServer start(UnaryOperator<ServerConfig> change) {
    return start(change, Transport.Kind.best());
  }

  static RunningServer start(UnaryOperator<ServerConfig> change, Transport.Kind kind) {
    return start(change, kind, _ -> {});
  }

  /** The same, and tells somebody else too what happens. */
  static RunningServer start(
      UnaryOperator<ServerConfig> change, Transport.Kind kind, TunnelObserver also) {
    return new RunningServer(
        change.apply(onAnyPort(new ListenerConfig.Mode.Http())), kind, also, UNCONCERNED);
  }

  /** The defaults in a process that knows of itself what the test says. */
  static RunningServer start(UnaryOperator<ServerConfig> change, Safeguards safeguards) {
    return start(change, safeguards, _ -> {});
  }

  /** The same, and tells somebody else too what happens. */
  static RunningServer start(
      UnaryOperator<ServerConfig> change, Safeguards safeguards, TunnelObserver also) {
    return new RunningServer(
        change.apply(onAnyPort(new ListenerConfig.Mode.Http())),
        Transport.Kind.best(),
        also,
        safeguards);
  }

  /** The defaults with one listener of this mode, on a port of the system's choice. */
  static ServerConfig onAnyPort(ListenerConfig.Mode mode) {
    return onAnyPort(mode, null);
  }

  /** The same inside TLS, if there are keys. */
  static ServerConfig onAnyPort(ListenerConfig.Mode mode, @Nullable KeyMaterial keys) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Configs.limits(GENEROUS)
        .apply(ServerConfig.defaults())
        .withListeners(List.of(new ListenerConfig("main", any, mode, keys, null)));
  }

  InetSocketAddress address() {
    return address(0);
  }

  /** Of one of several listeners, in the order of the configuration. */
  InetSocketAddress address(int listener) {
    return addresses.get(listener);
  }

  TunnelServer server() {
    return server;
  }

  /** A client's connection to the first listener. */
  RawClient connect() {
    return RawClient.connect(address());
  }

  /** An established tunnel through the first listener. */
  RawClient tunnel(String authority) {
    return RawClient.connectThrough(address(), authority);
  }

  /** Fails unless a client that comes now is turned away, with or without a word. */
  void assertTurnsAway() {
    try (RawClient client = connect()) {
      assertThat(client.discardToEnd()).isNotEqualTo(Ending.OPEN);
    } catch (UncheckedIOException resetAtOnce) {
      assertThat(resetAtOnce).hasCauseInstanceOf(SocketException.class);
    }
  }

  /** The next request's end. */
  TunnelStats awaitEnd() {
    return next(ended, "the end of a request");
  }

  /** Waits until every event loop is behind what it is at now: an end is told of in the middle. */
  void settle() {
    transport.loops().forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
  }

  /** The next tunnel that carries bytes. */
  TunnelEvent.Established awaitEstablished() {
    return next(established, "an established tunnel");
  }

  /** The next step that failed and must not; it is not held against the server. */
  TunnelEvent.Faulted awaitFault() {
    return next(faults, "a fault");
  }

  /** The next step for which there was no memory. */
  TunnelEvent.Exhausted awaitExhaustion() {
    return next(exhaustions, "an exhaustion");
  }

  /** Whether a step failed that must not. */
  boolean hasFaults() {
    return !faults.isEmpty();
  }

  @Override
  public void close() {
    try {
      await().until(() -> server.live() == 0);
      assertThat(ended).as("requests reported and not expected").isEmpty();
      assertThat(faults).as("faults").isEmpty();
    } finally {
      server.close();
    }
    assertNoPlaceIsTaken();
  }

  private void assertNoPlaceIsTaken() {
    ConnectionBudget connections = server.overload().connections();
    assertThat(List.of(connections.clients(), connections.targets()))
        .as("places of connections that are not there any more")
        .containsOnly(0);
    LimitCounts counts = server.limits();
    assertThat(counts.handshakes()).as("handshakes of nobody").isZero();
    assertThat(counts.surplusReleases()).as("places given back twice").isZero();
  }

  /** Closes without asking what was reported. */
  void stop() {
    server.close();
    ended.clear();
  }

  private void observe(TunnelEvent event) {
    also.on(event);
    switch (event) {
      case TunnelEvent.Secured _, TunnelEvent.LoopAnswered _ -> {}
      case TunnelEvent.Established opened -> established.add(opened);
      case TunnelEvent.Closed(TunnelStats stats) -> ended.add(stats);
      case TunnelEvent.Exhausted exhausted -> exhaustions.add(exhausted);
      case TunnelEvent.Faulted faulted -> faults.add(faulted);
    }
  }

  private static <T> T next(BlockingQueue<T> queue, String what) {
    try {
      T next = queue.poll(10, TimeUnit.SECONDS);
      assertThat(next).as(what + " within 10 s").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for " + what, e);
    }
  }
}
