package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.RecorderPeer;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ends that the proxy brings about, on real sockets. */
class TimeoutsIT {

  @Test
  void resetsBothSidesOfATunnelThatIsIdle() {
    try (RecorderPeer target = RecorderPeer.start();
        RunningServer server = RunningServer.start(Configs.relay(Duration.ofMillis(400), null));
        RawClient client = server.tunnel(target.authority())) {
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.IDLE_TIMEOUT, Side.PROXY));
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void keepsADownloadThatTakesLongerThanTheIdleTimeout() {
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.Trickle("0123456789", Duration.ofMillis(150)),
                new PeerAction.HalfClose(),
                new PeerAction.ReadToEnd());
        RunningServer server = RunningServer.start(Configs.relay(Duration.ofMillis(600), null));
        RawClient client = server.tunnel(target.authority())) {
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("0123456789");
      client.halfClose();
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.TARGET));
    }
  }

  @Test
  void endsAHalfClosedTunnelInWhichNothingMoves() {
    try (ScriptedPeer target =
            ScriptedPeer.start(new PeerAction.ReadToEnd(), new PeerAction.Stall());
        RunningServer server =
            RunningServer.start(Configs.relay(Duration.ofSeconds(30), Duration.ofMillis(400)));
        RawClient client = server.tunnel(target.authority())) {
      client.halfClose();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.HALF_CLOSE_TIMEOUT, Side.PROXY));
    }
  }

  @Test
  void resetsWhatOutlivesTheDrain() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.tunnel(target.authority())) {
      server.awaitEstablished();
      assertThat(server.server().drain(Duration.ofMillis(100))).isOne();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.DRAINED, Side.PROXY));
    }
  }
}
