package io.github.httptunnel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A client, a target and a relay between them, in a time that passes when it is told to. */
final class FrozenRelay implements AutoCloseable {

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final EmbeddedChannel target = new EmbeddedChannel();
  private final ScriptedShare share = new ScriptedShare();

  FrozenRelay() {
    client.freezeTime();
    client.config().setAutoRead(false);
    target.config().setAutoRead(false);
  }

  EmbeddedChannel client() {
    return client;
  }

  EmbeddedChannel target() {
    return target;
  }

  /** What the direction to the client has. */
  ScriptedShare share() {
    return share;
  }

  Relay started(RelayRules rules) {
    Relay relay = RelayParts.relay(client, target, rules, share);
    relay.attach();
    relay.start(() -> {});
    return relay;
  }

  /** In steps, as a loop that runs does not stand still. */
  void pass(Duration time) {
    long left = time.toNanos();
    while (left > 0) {
      long step = Math.min(left, Wheel.TICK_NANOS);
      client.advanceTimeBy(step, TimeUnit.NANOSECONDS);
      client.runScheduledPendingTasks();
      left -= step;
    }
  }

  /** Nobody can tell how much is on its way to a channel without a socket. */
  void passUntilNobodyWaitsForAcknowledgement() {
    pass(Duration.ofNanos(LastBytes.STALL_NANOS + 2 * Wheel.TICK_NANOS));
  }

  int receivedByClient() {
    return received(client);
  }

  int receivedByTarget() {
    return received(target);
  }

  static RelayResult result(Relay relay) {
    assertThat(relay.done().isSuccess()).isTrue();
    return relay.done().getNow();
  }

  /** Closing it would end its loop's timers as well. */
  static void reset(EmbeddedChannel channel) {
    channel.pipeline().fireExceptionCaught(new IOException("reset"));
  }

  static ByteBuf bytes(int count) {
    return Unpooled.buffer(count).writeZero(count);
  }

  @Override
  public void close() {
    client.finishAndReleaseAll();
    target.finishAndReleaseAll();
  }

  private static int received(EmbeddedChannel channel) {
    int count = 0;
    while (channel.outboundMessages().peek() instanceof ByteBuf) {
      ByteBuf next = channel.readOutbound();
      count += next.readableBytes();
      next.release();
    }
    return count;
  }
}
