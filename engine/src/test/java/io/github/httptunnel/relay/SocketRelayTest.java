package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.RelayParts.OFF;
import static io.github.httptunnel.relay.RelayParts.both;
import static io.github.httptunnel.relay.RelayParts.maxRate;
import static io.github.httptunnel.relay.RelayParts.payload;
import static io.github.httptunnel.testkit.Ending.FIN;
import static io.github.httptunnel.testkit.Ending.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.FloodPeer;
import io.github.httptunnel.testkit.HashClient;
import io.github.httptunnel.testkit.HashPeer;
import io.github.httptunnel.testkit.HashPlan;
import io.github.httptunnel.testkit.HashVerdict;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SocketRelayTest {

  private static final int MANY = 16 * 1024 * 1024;

  @Test
  void carriesWordsBothWaysAndEndsWithBothEnds() {
    try (EchoPeer target = EchoPeer.start();
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      rig.client().send("hello");
      assertThat(rig.client().readExactly(5)).isEqualTo("hello");
      rig.client().halfClose();
      rig.client().readToEnd().endedBy(FIN);
      assertThat(rig.result().ending())
          .isEqualTo(new Ending.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
      assertThat(rig.result().upstream().bytes()).isEqualTo(5);
      assertThat(rig.result().downstream().bytes()).isEqualTo(5);
    }
  }

  /** So many that they go through the pipe. */
  @Test
  void carriesManyBytesAsTheyAre() {
    try (HashPeer target = HashPeer.start();
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      HashVerdict verdict = HashClient.of(new HashPlan(1, MANY, MANY)).run(rig.client());
      assertThat(verdict.intact()).isTrue();
      assertThat(target.awaitVerdicts(1)).allMatch(HashVerdict::intact);
    }
  }

  @Test
  void keepsWhatAClientThatReadsLateHasToGet() {
    String reply = "r".repeat(MANY);
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.Read(1), new PeerAction.Write(reply), new PeerAction.HalfClose());
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      rig.client().send("x");
      rig.relay();
      assertThat(rig.client().readToEnd().endedBy(FIN).bytes()).hasSize(MANY);
    }
  }

  /** More than the kernel takes at once, so that some of it waits while the channels go. */
  @Test
  void losesNothingThatComesWhileTheChannelsLeave() {
    try (EchoPeer target = EchoPeer.start();
        SocketRig rig =
            SocketRig.open(target.address(), both(OFF), SocketRelayTest::receiveManyBytes)) {
      rig.client().send("x");
      assertThat(rig.client().readExactly(MANY + 1)).isEqualTo("y".repeat(MANY) + "x");
      assertThat(rig.relay().done().isDone()).isFalse();
    }
  }

  private static void receiveManyBytes(Channel leaving) {
    byte[] bytes = "y".repeat(MANY / 2).getBytes(StandardCharsets.ISO_8859_1);
    leaving.pipeline().fireChannelRead(Unpooled.directBuffer().writeBytes(bytes));
    leaving.pipeline().fireChannelRead(Unpooled.directBuffer().writeBytes(bytes));
    leaving.pipeline().fireChannelReadComplete();
  }

  @Test
  void passesAResetOnFromEitherSide() {
    try (ScriptedPeer target = ScriptedPeer.start(new PeerAction.Read(1), new PeerAction.Reset());
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      rig.client().send("x");
      rig.client().readToEnd().endedBy(RESET);
      assertThat(rig.result().ending())
          .isEqualTo(new Ending.Closed(CloseReason.RESET, Side.TARGET));
      assertThat(rig.result().downstream().ended()).isEqualTo(StreamEnd.RESET);
    }
    try (EchoPeer target = EchoPeer.start();
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      rig.relay();
      rig.client().reset();
      assertThat(rig.result().ending())
          .isEqualTo(new Ending.Closed(CloseReason.RESET, Side.CLIENT));
    }
  }

  @Test
  void noticesAResetThoughItReadsNothing() {
    try (FloodPeer target = FloodPeer.start();
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      rig.client().send("go");
      RawClient client = rig.client();
      client.readExactly(1_000_000);
      client.reset();
      assertThat(rig.result().ending())
          .isEqualTo(new Ending.Closed(CloseReason.RESET, Side.CLIENT));
    }
  }

  @Test
  void deliversExactlyThePayload() {
    try (EchoPeer target = EchoPeer.start();
        SocketRig rig = SocketRig.open(target.address(), both(payload(1500)))) {
      rig.client().send("x".repeat(1000));
      assertThat(rig.client().readToEnd().endedBy(RESET).bytes()).hasSize(500);
      assertThat(rig.result().ending())
          .isEqualTo(new Ending.Closed(CloseReason.PAYLOAD, Side.PROXY));
    }
  }

  @Test
  void holdsBackWhatIsTooFastAndLosesNothing() {
    RelayRules rules = both(maxRate(200_000, OnMaxRate.SHAPE));
    try (EchoPeer target = EchoPeer.start();
        SocketRig rig = SocketRig.open(target.address(), rules)) {
      rig.client().send("x".repeat(100_000));
      rig.client().halfClose();
      assertThat(rig.client().readToEnd().endedBy(FIN).bytes()).hasSize(100_000);
      assertThat(rig.result().upstream().throttled()).isPositive();
      assertThat(rig.result().upstream().ended()).isEqualTo(StreamEnd.FINISHED);
    }
  }

  @Test
  void endsWhatIsTooFastWhereThatIsTheRule() {
    RelayRules rules = both(maxRate(1, OnMaxRate.CLOSE));
    try (FloodPeer target = FloodPeer.start();
        SocketRig rig = SocketRig.open(target.address(), rules)) {
      rig.client().send("go");
      assertThat(rig.client().discardToEnd()).isEqualTo(RESET);
      assertThat(rig.result().ending())
          .isEqualTo(new Ending.Closed(CloseReason.TOO_FAST, Side.PROXY));
    }
  }

  @Test
  void resetsBothSidesWhenItIsCalledOff() {
    try (EchoPeer target = EchoPeer.start();
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      rig.relay().abort(CloseReason.DRAINED);
      rig.client().readToEnd().endedBy(RESET);
      assertThat(rig.result().ending())
          .isEqualTo(new Ending.Closed(CloseReason.DRAINED, Side.PROXY));
      target.awaitOpenConnections(0);
    }
  }

  @Test
  void closesItsSocketsWithTheirLoop() {
    try (EchoPeer target = EchoPeer.start();
        SocketRig rig = SocketRig.open(target.address(), both(OFF))) {
      rig.relay();
      rig.endLoop();
      rig.client().readToEnd();
      target.awaitOpenConnections(0);
      assertThat(rig.relay().done().isDone()).isTrue();
    }
  }
}
