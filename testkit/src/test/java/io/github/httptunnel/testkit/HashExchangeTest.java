package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.PeerAction.ReadToEnd;
import io.github.httptunnel.testkit.PeerAction.Write;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashExchangeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, true",
    "1, 0, true",
    "0, 1, false",
    "16383, 16385, true",
    "16384, 16384, false",
    "1000003, 2000003, true",
    "2000003, 1000003, false"
  })
  void deliversBothStreamsIntact(long upstream, long downstream, boolean halfClose) {
    HashPlan plan = new HashPlan(42, upstream, downstream);
    HashClient exchange = new HashClient(plan, 32 * 1024, halfClose, Duration.ofSeconds(10));
    try (HashPeer peer = HashPeer.start()) {
      HashVerdict down = exchange.run(RawClient.connect(peer.address()));
      assertThat(down.intact()).as("%s", down).isTrue();
      assertThat(peer.awaitVerdicts(1)).allMatch(HashVerdict::intact);
    }
  }

  @Test
  void noticesAMissingByteFromThePeer() {
    HashPlan plan = new HashPlan(7, 0, 2);
    try (ScriptedPeer peer = ScriptedPeer.start(new Write(first(plan)), new ReadToEnd())) {
      HashVerdict verdict = HashClient.of(plan).run(RawClient.connect(peer.address()));
      assertThat(verdict.received()).isEqualTo(1);
      assertThat(verdict.intact()).isFalse();
    }
  }

  @Test
  void noticesWhereTheFirstWrongByteIs() {
    HashPlan plan = new HashPlan(7, 0, 2);
    char wrong = (char) (~bytes(plan, 2)[1] & 0xff);
    try (ScriptedPeer peer = ScriptedPeer.start(new Write(first(plan) + wrong), new ReadToEnd())) {
      HashVerdict verdict = HashClient.of(plan).run(RawClient.connect(peer.address()));
      assertThat(verdict.firstWrong()).hasValue(1);
    }
  }

  @Test
  void noticesAByteTooManyFromTheClient() {
    HashPlan plan = new HashPlan(7, 0, 0);
    try (HashPeer peer = HashPeer.start();
        RawClient client = RawClient.connect(peer.address())) {
      client.send(plan.encoded());
      client.send("x");
      client.halfClose();
      HashVerdict verdict = peer.awaitVerdicts(1).getFirst();
      assertThat(verdict.received()).isEqualTo(1);
      assertThat(verdict.intact()).isFalse();
    }
  }

  @Test
  void noticesAReset() {
    HashPlan plan = new HashPlan(7, 10, 0);
    try (HashPeer peer = HashPeer.start();
        RawClient client = RawClient.connect(peer.address())) {
      client.send(plan.encoded());
      peer.awaitBytesReceived(HashPlan.BYTES);
      client.reset();
      assertThat(peer.awaitVerdicts(1).getFirst().ending()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void followsThePublishedSequence() {
    assertThat(new SplitMix64(0).nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
  }

  private static String first(HashPlan plan) {
    return String.valueOf((char) (bytes(plan, 1)[0] & 0xff));
  }

  private static byte[] bytes(HashPlan plan, int count) {
    byte[] bytes = new byte[count];
    plan.downstreamBytes().fill(bytes, count);
    return bytes;
  }
}
