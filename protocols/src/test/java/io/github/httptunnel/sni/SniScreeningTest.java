package io.github.httptunnel.sni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Inbound;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.sni.SniPolicy.Ech;
import io.github.httptunnel.sni.SniPolicy.Verdict;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the relay behind it, and when: nothing, or everything in its order. */
class SniScreeningTest {

  private static final SniPolicy LENIENT =
      new SniPolicy(Verdict.DENY, Verdict.ALLOW, Ech.MATCH, null);

  private final Wire wire = new Wire();
  private final Inbound behind = new Inbound();
  private final List<CloseReason> denied = new ArrayList<>();

  @AfterEach
  void close() {
    wire.close();
  }

  private SniScreening install(SniPolicy policy, String host) {
    SniScreening screening =
        new SniScreening(
            new SniScreen(policy, Duration.ofSeconds(10)),
            new Host.Name(host),
            Duration.ofSeconds(10));
    screening.install(wire.channel(), denied::add);
    wire.channel().pipeline().addLast(behind);
    return screening;
  }

  private SniScreening begun(SniPolicy policy, String host) {
    SniScreening screening = install(policy, host);
    screening.begin();
    return screening;
  }

  private void receive(byte[] bytes) {
    wire.receive(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private boolean isInPipeline() {
    return wire.channel().pipeline().get(SniScreening.class) != null;
  }

  @Test
  void judgesWhatCameEarlyOnlyWhenItBegins() {
    SniScreening screening = install(SniPolicy.strict(), Hellos.HOST);
    byte[] hello = Hellos.recorded("curl");
    receive(hello);
    assertThat(behind.seen()).isEmpty();
    assertThat(screening.held()).isEqualTo(hello.length);
    screening.begin();
    assertThat(behind.seen()).isEqualTo(text(hello));
    assertThat(screening.held()).isZero();
  }

  @Test
  void passesOnWhatCameWithTheHelloAndLeaves() {
    begun(SniPolicy.strict(), Hellos.HOST);
    receive(Hellos.recorded("curl"));
    wire.receive("more");
    wire.receiveEnd();
    assertThat(behind.seen()).isEqualTo(text(Hellos.recorded("curl")) + "more|");
    assertThat(isInPipeline()).isFalse();
  }

  @Test
  void readsByItselfUntilItKnows() {
    SniScreening screening = install(SniPolicy.strict(), Hellos.HOST);
    assertThat(wire.reads()).isZero();
    screening.begin();
    assertThat(wire.reads()).isEqualTo(1);
    wire.receive("\u0016\u0003");
    assertThat(wire.reads()).isGreaterThan(1);
  }

  @Test
  void givesTheHelloItsTimeAndNoMore() {
    begun(SniPolicy.strict(), Hellos.HOST);
    wire.receive("\u0016");
    wire.advanceMillis(9_999);
    assertThat(denied).isEmpty();
    wire.advanceMillis(1);
    assertThat(denied).containsExactly(CloseReason.SNI_UNREADABLE);
  }

  @Test
  void aClientThatTricklesIsLateAllTheSame() {
    begun(SniPolicy.strict(), Hellos.HOST);
    byte[] hello = Hellos.recorded("curl");
    for (int i = 0; i < 10; i++) {
      receive(new byte[] {hello[i]});
      wire.advanceMillis(1000);
    }
    assertThat(denied).containsExactly(CloseReason.SNI_UNREADABLE);
  }

  @Test
  void aClientThatIsThroughIsNotLate() {
    begun(SniPolicy.strict(), Hellos.HOST);
    receive(Hellos.recorded("curl"));
    wire.advanceMillis(60_000);
    assertThat(denied).isEmpty();
  }

  @Test
  void closesWhatIsNoTlsAtItsFirstByte() {
    begun(SniPolicy.strict(), Hellos.HOST);
    wire.receive("S");
    assertThat(denied).containsExactly(CloseReason.SNI_NOT_TLS);
  }

  @Test
  void letsOtherProtocolsThroughAtTheirFirstByteIfItMay() {
    SniScreening screening = begun(LENIENT, Hellos.HOST);
    assertThat(screening.letsTargetSpeak()).isTrue();
    wire.receive("SSH-2.0-x\r\n");
    assertThat(behind.seen()).isEqualTo("SSH-2.0-x\r\n");
  }

  @Test
  void aClientThatListensFirstHasAllTheTimeInTheWorld() {
    begun(LENIENT, Hellos.HOST);
    wire.advanceMillis(60_000);
    assertThat(denied).isEmpty();
    wire.receive("\u0016");
    wire.advanceMillis(10_000);
    assertThat(denied).containsExactly(CloseReason.SNI_UNREADABLE);
  }

  @Test
  void aClientThatEndsWithoutAByteHasDoneNothingWrong() {
    SniScreening screening = begun(SniPolicy.strict(), Hellos.HOST);
    wire.receiveEnd();
    assertThat(denied).isEmpty();
    assertThat(behind.seen()).isEqualTo("|");
    assertThat(screening.passed().isSuccess()).isTrue();
  }

  @Test
  void aClientThatEndsInTheMiddleOfItsHelloIsClosed() {
    begun(SniPolicy.strict(), Hellos.HOST);
    wire.receive("\u0016\u0003");
    wire.receiveEnd();
    assertThat(denied).containsExactly(CloseReason.SNI_UNREADABLE);
    assertThat(behind.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096})
  void keepsNoMoreThanItMay(int step) {
    SniScreening screening = begun(SniPolicy.strict(), Hellos.HOST);
    byte[] endless = Hellos.records(Hellos.messageWith(Hellos.keyShares(45_000)), 8);
    for (int at = 0; at + step <= endless.length && denied.isEmpty(); at += step) {
      receive(Arrays.copyOfRange(endless, at, at + step));
      assertThat(screening.held()).isLessThanOrEqualTo(HelloReader.MOST + step + 8 + 5);
    }
    assertThat(denied).containsExactly(CloseReason.SNI_UNREADABLE);
  }

  @Test
  void letsGoOfWhatItKeepsWhenTheConnectionEnds() {
    SniScreening screening = begun(SniPolicy.strict(), Hellos.HOST);
    wire.receive("\u0016\u0003");
    wire.channel().close();
    wire.channel().runPendingTasks();
    assertThat(screening.held()).isZero();
    assertThat(denied).isEmpty();
  }
}
