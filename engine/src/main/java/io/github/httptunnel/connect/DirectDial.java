package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request on its way to a connection: look up, check, race. Confined to its event loop. */
final class DirectDial {

  private final DirectConnector connector;
  private final TunnelRequest request;
  private final EventLoop loop;
  private final Promise<ConnectResult> promise;
  private final long started;
  private @Nullable Duration dns;

  DirectDial(DirectConnector connector, TunnelRequest request, EventLoop loop) {
    this.connector = connector;
    this.request = request;
    this.loop = loop;
    this.promise = loop.newPromise();
    this.started = loop.ticker().nanoTime();
  }

  Future<ConnectResult> run() {
    switch (request.target().host()) {
      case Host.Address(InetAddress ip) -> check(List.of(ip), null);
      case Host.Name name -> lookUp(name);
    }
    return promise;
  }

  private void lookUp(Host.Name name) {
    Future<Resolution> asked = connector.resolver.resolve(name, request.client().address(), loop);
    Future<?> deadline =
        loop.schedule(
            () -> resolved(name, new Resolution.Failed(new TimedOut(TimedOut.Wait.DNS))),
            connector.policy.connectTimeout().toNanos(),
            TimeUnit.NANOSECONDS);
    promise.addListener(_ -> asked.cancel(false));
    asked.addListener(_ -> {
      deadline.cancel(false);
      if (asked.isSuccess()) {
        resolved(name, asked.getNow());
      } else {
        promise.tryFailure(asked.cause());
      }
    });
  }

  private void resolved(Host.Name name, Resolution resolution) {
    if (promise.isDone()) {
      return;
    }
    dns = since(started);
    switch (resolution) {
      case Resolution.Failed(Refusal refusal) -> fail(refusal, null);
      case Resolution.Found(List<InetAddress> addresses) ->
          check(connector.order.arrange(name, addresses, loop), name);
    }
  }

  private void check(List<InetAddress> addresses, Host.@Nullable Name name) {
    try {
      AllowedAddresses checked = AllowedAddresses.among(addresses, request, connector.access);
      if (checked.allowed().isEmpty() && checked.denied() != null) {
        fail(checked.denied().refusal(), checked.denied().rule());
      } else {
        race(checked.allowed(), name);
      }
    } catch (RuntimeException e) {
      // A fault, such as a policy that throws: without this the request would stay open for ever.
      promise.tryFailure(e);
    }
  }

  private void race(List<InetAddress> addresses, Host.@Nullable Name name) {
    long firstDial = loop.ticker().nanoTime();
    Duration left = connector.policy.connectTimeout().minus(since(started));
    int port = request.target().port();
    Future<AddressRace.Result> race =
        new AddressRace(
                connector.dialer,
                loop,
                connector.policy.attemptDelay(),
                addresses.stream().map(ip -> new InetSocketAddress(ip, port)).toList())
            .run(left);
    promise.addListener(_ -> race.cancel(false));
    race.addListener(_ -> {
      if (race.isSuccess()) {
        learn(race.getNow(), addresses, name);
        finished(race.getNow(), firstDial);
      }
    });
  }

  private void learn(
      AddressRace.Result result, List<InetAddress> addresses, Host.@Nullable Name name) {
    if (name != null && result instanceof AddressRace.Result.Won(_, InetSocketAddress winner)) {
      connector.order.learn(name, addresses, winner.getAddress(), loop);
    }
  }

  private void finished(AddressRace.Result result, long firstDial) {
    switch (result) {
      case AddressRace.Result.Lost(Refusal refusal) -> fail(refusal, null);
      case AddressRace.Result.Won(Channel channel, InetSocketAddress winner) -> {
        if (!promise.trySuccess(
            new ConnectResult.Connected(channel, winner.getAddress(), dns, since(firstDial)))) {
          Sockets.close(channel);
        }
      }
    }
  }

  private void fail(Refusal refusal, @Nullable RuleRef rule) {
    promise.trySuccess(new ConnectResult.Failed(refusal, rule, dns));
  }

  private Duration since(long nanos) {
    return Duration.ofNanos(loop.ticker().nanoTime() - nanos);
  }
}
