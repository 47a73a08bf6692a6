package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.testkit.RecorderPeer;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.TunnelStats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How the ends of a connection are carried to the other side, whatever drives them. */
@ParameterizedClass
@EnumSource
class EndsIT {

  private final Driver driver;

  EndsIT(Driver driver) {
    this.driver = driver;
  }

  @Test
  void aClientsEndReachesTheTargetAndItsReplyComesBack() {
    String upload = "u".repeat(5_000_000);
    String reply = "r".repeat(1_000_000);
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.ReadToEnd(),
                new PeerAction.Write(reply),
                new PeerAction.HalfClose());
        RunningServer server = start();
        RawClient client = server.tunnel(target.authority())) {
      client.send(upload);
      client.halfClose();
      Received received = client.readToEnd();
      assertThat(received.endedBy(Ending.FIN).bytes()).hasSize(reply.length());
      assertThat(target.bytesReceived()).isEqualTo(upload.length());
      assertClosed(server.awaitEnd(), CloseReason.END_OF_STREAM, Side.CLIENT);
    }
  }

  @Test
  void aTargetsEndReachesTheClientAndItCanStillSend() {
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.Write("hello"),
                new PeerAction.HalfClose(),
                new PeerAction.ReadToEnd());
        RunningServer server = start();
        RawClient client = server.tunnel(target.authority())) {
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("hello");
      client.send("late words");
      client.halfClose();
      target.awaitBytesReceived("late words".length());
      assertClosed(server.awaitEnd(), CloseReason.END_OF_STREAM, Side.TARGET);
    }
  }

  @Test
  void aTargetsResetResetsTheClient() {
    try (ScriptedPeer target = ScriptedPeer.start(new PeerAction.Read(4), new PeerAction.Reset());
        RunningServer server = start();
        RawClient client = server.tunnel(target.authority())) {
      client.send("ping");
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      TunnelStats stats = server.awaitEnd();
      assertClosed(stats, CloseReason.RESET, Side.TARGET);
      assertThat(stats.downstream().ended()).isEqualTo(StreamEnd.RESET);
      assertThat(stats.upstream().bytes()).isEqualTo(4);
    }
  }

  @Test
  void aClientsResetResetsTheTarget() {
    try (RecorderPeer target = RecorderPeer.start();
        RunningServer server = start();
        RawClient client = server.tunnel(target.authority())) {
      client.send("ping");
      target.awaitBytesReceived(4);
      client.reset();
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
      assertClosed(server.awaitEnd(), CloseReason.RESET, Side.CLIENT);
    }
  }

  @Test
  void bothSidesEndCleanlyWhenTheyFinishTogether() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start();
        RawClient client = server.tunnel(target.authority())) {
      client.send("x");
      client.halfClose();
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("x");
      TunnelStats stats = server.awaitEnd();
      assertClosed(stats, CloseReason.END_OF_STREAM, Side.CLIENT);
      assertThat(stats.upstream().ended()).isEqualTo(StreamEnd.FINISHED);
      assertThat(stats.downstream().ended()).isEqualTo(StreamEnd.FINISHED);
    }
  }

  private RunningServer start() {
    return driver.start();
  }

  private static void assertClosed(TunnelStats stats, CloseReason reason, Side by) {
    assertThat(stats.outcome()).isEqualTo(new Outcome.Closed(reason, by));
  }
}
