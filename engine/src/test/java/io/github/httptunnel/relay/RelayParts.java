package io.github.httptunnel.relay;

import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Share;
import io.netty.channel.Channel;
import java.time.Duration;

/** Makes what relays need, one rule at a time. */
final class RelayParts {

  static final RelayPolicy OFF =
      new RelayPolicy(null, null, null, null, null, null, OnMaxRate.SHAPE);

  private RelayParts() {}

  static Relay relay(Channel client, Channel target, RelayRules rules) {
    return relay(client, target, rules, Share.UNLIMITED);
  }

  /** A relay whose direction to the client shares a bandwidth. */
  static Relay relay(Channel client, Channel target, RelayRules rules, Share downstream) {
    RelayLoop shared = RelayLoop.on(client.eventLoop());
    Portion portion = new Portion(Share.UNLIMITED, downstream, shared.turns().of("a client"));
    return new Relay(client, target, rules, portion, shared, RelayEngine.CHANNEL);
  }

  static ChannelFlow flow(Channel source, Channel sink) {
    Wheel wheel = new Wheel(source.eventLoop());
    Gate gate = new Gate(new Payload(both(OFF)), OFF, Share.UNLIMITED, wheel, 0);
    return new ChannelFlow(
        source,
        sink,
        new Ledger(
            Direction.UPSTREAM,
            source.eventLoop().ticker(),
            new TunnelRules(both(OFF), 0),
            gate,
            new Turns(source.eventLoop()).of("a client").held(),
            new LoopTraffic(),
            _ -> {}));
  }

  static RelayRules both(RelayPolicy policy) {
    return new RelayRules(policy, policy);
  }

  static RelayPolicy idle(Integer idleSeconds, Integer halfCloseSeconds) {
    return new RelayPolicy(
        seconds(idleSeconds), seconds(halfCloseSeconds), null, null, null, null, OnMaxRate.SHAPE);
  }

  static RelayPolicy minRate(long bytesPerMinute) {
    return new RelayPolicy(null, null, bytesPerMinute, null, null, null, OnMaxRate.SHAPE);
  }

  static RelayPolicy maxRate(long bytesPerSecond, OnMaxRate then) {
    return new RelayPolicy(null, null, null, bytesPerSecond, null, null, then);
  }

  static RelayPolicy lifetime(Duration longest) {
    return new RelayPolicy(null, null, null, null, longest, null, OnMaxRate.SHAPE);
  }

  static RelayPolicy payload(long most) {
    return new RelayPolicy(null, null, null, null, null, most, OnMaxRate.SHAPE);
  }

  private static Duration seconds(Integer value) {
    return value == null ? null : Duration.ofSeconds(value);
  }
}
