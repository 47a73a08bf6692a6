package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.TunnelStats;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code max_total_payload} on real sockets, to the byte. In an exchange heads count too. */
@Execution(CONCURRENT)
class PayloadIT {

  private static final int LIMIT = 50_000;
  private static final Payload MORE = Payload.of(2 * LIMIT);
  private static final int LONG = 1_000_000;
  private static final Payload TOO_LONG = MORE.first(LIMIT + 100);
  private static final RelayRules SHAPED =
      OneRule.bothWays(
          new RelayPolicy(null, null, null, 200_000L, null, (long) LIMIT, OnMaxRate.SHAPE));

  private static Doors doors;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    doors = Doors.create(folder);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void bringsADownloadUpToTheLimit(Door door) {
    try (Passage passage = doors.download(door, OneRule.payload(LIMIT), LONG)) {
      passage.send(passage.target(), MORE.text(), Duration.ZERO);
      String got = passage.client().readToEnd().endedBy(Ending.RESET).text();
      assertThat(new Payload(got)).isEqualTo(MORE.first(LIMIT - passage.heads()));
      assertSpent(passage);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void bringsAnUploadUpToTheLimit(Door door) {
    try (Passage passage = doors.upload(door, OneRule.payload(LIMIT), LONG)) {
      passage.send(passage.client(), MORE.text(), Duration.ZERO);
      String got = passage.target().readToEnd().endedBy(Ending.RESET).text();
      assertThat(new Payload(got)).isEqualTo(MORE.first(LIMIT - passage.heads()));
      assertSpent(passage);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void countsBothDirectionsTogether(Door door) {
    String piece = "x".repeat(700);
    try (Passage passage = doors.open(door, OneRule.payload(LIMIT), LONG, LONG)) {
      passage.send(passage.client(), piece, Duration.ofMillis(2), 100);
      passage.send(passage.target(), piece, Duration.ofMillis(2), 100);
      int down = passage.client().readToEnd().endedBy(Ending.RESET).text().length();
      int up = passage.target().readToEnd().endedBy(Ending.RESET).text().length();
      assertThat(up).isPositive();
      assertThat(down).isPositive();
      assertThat(up + down + passage.heads()).isEqualTo(LIMIT);
      assertSpent(passage);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void takesNothingBackFromAClientThatReadsLater(Door door) {
    try (Passage passage = doors.toSmallClients().download(door, OneRule.payload(LIMIT), LONG)) {
      passage.send(passage.target(), MORE.text(), Duration.ZERO);
      Received meanwhile = passage.target().receive(Duration.ofMillis(500));
      assertThat(meanwhile).isEqualTo(new Received("", Ending.OPEN));
      String got = passage.client().readToEnd().endedBy(Ending.RESET).text();
      assertThat(new Payload(got)).isEqualTo(MORE.first(LIMIT - passage.heads()));
      assertSpent(passage);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void letsPassWhatIsAByteBelowTheLimit(Door door) {
    assertPasses(door, LIMIT - 1);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void letsPassWhatIsExactlyTheLimit(Door door) {
    assertPasses(door, LIMIT);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void endsWhatIsAByteAboveTheLimit(Door door) {
    try (Passage passage = bringing(door, LIMIT + 1)) {
      String got = passage.client().readToEnd().endedBy(Ending.RESET).text();
      assertThat(new Payload(got)).isEqualTo(MORE.first(LIMIT - passage.heads()));
      assertSpent(passage);
    }
  }

  /** What waits for its turn may be cut after its sender's end has been seen. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void tellsNoEndBehindAShapedUploadThatIsTooLong(Door door) {
    try (Passage passage = doors.upload(door, SHAPED, TOO_LONG.text().length())) {
      assertCutBehind(passage, passage.client(), passage.target());
      assertThat(awaitSpent(passage).upstream().ended()).isEqualTo(StreamEnd.CUT);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void tellsNoEndBehindAShapedDownloadThatIsTooLong(Door door) {
    try (Passage passage = doors.download(door, SHAPED, TOO_LONG.text().length())) {
      assertCutBehind(passage, passage.target(), passage.client());
      assertThat(awaitSpent(passage).downstream().ended()).isEqualTo(StreamEnd.CUT);
    }
  }

  private static void assertCutBehind(Passage passage, RawClient from, RawClient to) {
    from.send(TOO_LONG.bytes());
    from.halfClose();
    String got = to.readToEnd().endedBy(Ending.RESET).text();
    assertThat(new Payload(got)).isEqualTo(MORE.first(LIMIT - passage.heads()));
  }

  private static TunnelStats awaitSpent(Passage passage) {
    TunnelStats record = passage.server().awaitEnd();
    assertThat(record.outcome()).isEqualTo(new Outcome.Closed(CloseReason.PAYLOAD, Side.PROXY));
    return record;
  }

  private static void assertPasses(Door door, int total) {
    try (Passage passage = bringing(door, total)) {
      int length = total - passage.heads();
      passage.end(passage.target());
      String got = passage.client().readExactly(length);
      assertThat(new Payload(got)).isEqualTo(MORE.first(length));
      TunnelStats record = passage.finish(passage.client());
      assertThat(record.upstream().bytes() + record.downstream().bytes()).isEqualTo(total);
    }
  }

  /** A download of so many bytes with its heads, whose length a first exchange tells. */
  private static Passage bringing(Door door, int total) {
    Passage passage = doors.download(door, OneRule.payload(LIMIT), LIMIT / 2);
    if (door == Door.PLAIN) {
      passage.target().send(MORE.first(LIMIT / 2).bytes());
      passage.client().readExactly(LIMIT / 2);
      passage.finish(passage.client());
      passage.begin(0, total - passage.heads());
    }
    passage.target().send(MORE.first(total - passage.heads()).bytes());
    return passage;
  }

  private static void assertSpent(Passage passage) {
    TunnelStats record = passage.assertCutOff(CloseReason.PAYLOAD);
    assertThat(record.upstream().bytes() + record.downstream().bytes()).isEqualTo(LIMIT);
  }
}
