package io.github.httptunnel.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.access.ClientsMatcher;
import io.github.httptunnel.access.Matcher;
import io.github.httptunnel.access.OperatorTarget;
import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.access.TargetPattern;
import io.github.httptunnel.access.TargetsMatcher;
import io.github.httptunnel.access.TimeWindow;
import io.github.httptunnel.access.TimesMatcher;
import io.github.httptunnel.access.UsersMatcher;
import io.github.httptunnel.tunnel.RuleRef;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private final ReplayClock clock = new ReplayClock();

  @Test
  void findsWhatWouldBeDeniedNow() {
    Replay replay = replay(Action.DENY, targets("*.ads.example"));
    replay.line(record("www.ads.example:443", "closed", "end_of_stream", ""));
    replay.line(record("www.ads.example:443", "closed", "end_of_stream", ""));
    replay.line(record("www.example.org:443", "closed", "end_of_stream", ""));
    assertThat(replay.result().lines(20))
        .containsExactly(
            "3 records, 3 compared: 2 would be decided differently",
            "        2  REFUSED  www.ads.example:443, by rules[0]");
  }

  @Test
  void findsWhatWouldBeAllowedNow() {
    Replay replay = replay(Action.ALLOW, targets("www.example.org"));
    replay.line(record("www.example.org:443", "refused", "forbidden_blocked", "decide"));
    assertThat(replay.result().differences())
        .containsExactly(new ReplayResult.Difference("www.example.org:443", true, "rules[0]", 1));
  }

  @Test
  void whatDependsOnAddressesIsLeftAlone() {
    Replay replay = replay(Action.DENY, targets("1.2.3.0/24"));
    replay.line(record("www.example.org:443", "closed", "end_of_stream", ""));
    assertThat(replay.result().unjudged().open()).isOne();
    Replay other = replay(Action.DENY, targets("ads.example"));
    other.line(record("in.example:443", "refused", "forbidden_private_address", "connect"));
    assertThat(other.result().unjudged().open()).isOne();
    assertThat(other.result().different()).isZero();
  }

  @Test
  void anAddressThatWasAskedForIsDecidedOn() {
    Replay replay = replay(Action.DENY, targets("1.2.3.0/24"));
    replay.line(record("1.2.3.4:443", "closed", "end_of_stream", ""));
    assertThat(replay.result().different()).isOne();
  }

  @Test
  void anAddressThatWasConnectedToIsDecidedOn() {
    Replay replay = replay(Action.DENY, targets("1.2.3.0/24"));
    replay.line(connected("a.example:443", "1.2.3.4"));
    replay.line(connected("b.example:443", "1.2.4.4"));
    assertThat(replay.result().lines(20))
        .containsExactly(
            "2 records, 2 compared: 1 would be decided differently",
            "        1  REFUSED  a.example:443, by rules[0]",
            "judged by the address that was connected to: 2; the name may have others");
  }

  @Test
  void theGuardAgainstPrivateAddressesIsAskedToo() {
    Replay replay = replay(Action.DENY, targets("ads.example"));
    String remote = "\"client\":\"192.0.2.9:1\",\"upstream\"";
    replay.line(connected("a.example:443", "10.1.2.3").replace("\"upstream\"", remote));
    replay.line(connected("a.example:443", "8.8.8.8").replace("\"upstream\"", remote));
    assertThat(replay.result().differences())
        .containsExactly(
            new ReplayResult.Difference("a.example:443", false, "forbidden_private_address", 1));
  }

  @Test
  void saysWhatRulesCouldNotSee() {
    Replay replay = replay(Action.DENY, new ClientsMatcher(List.of(Cidr.parse("10.0.0.0/8"))));
    replay.line(record("a.example:443", "closed", "end_of_stream", ""));
    assertThat(replay.result().lines(20))
        .last()
        .asString()
        .startsWith("judged as if no rule about clients matched: 1");
    Replay other = replay(Action.DENY, new UsersMatcher(Set.of("eve")));
    other.line(record("a.example:443", "closed", "end_of_stream", ""));
    assertThat(other.result().doubts()).isEqualTo(new ReplayResult.Doubts(0, 0, 1));
  }

  @Test
  void aListenerWithATargetOfItsOwnIsHeldToNoRule() {
    Replay replay = replay(Action.DENY, targets("*"));
    replay.line(record("a.example:443", "closed", "end_of_stream", "").replace("main", "fixed"));
    assertThat(replay.result().compared()).isOne();
    assertThat(replay.result().different()).isZero();
  }

  @Test
  void aListenerThatIsGoneIsJudgedByTheRules() {
    Replay replay = replay(Action.DENY, targets("*"));
    replay.line(record("a.example:443", "closed", "end_of_stream", "").replace("main", "gone"));
    assertThat(replay.result().different()).isOne();
  }

  private static String connected(String target, String address) {
    return record(target, "closed", "end_of_stream", "")
        .replace("\"upstream\"", "\"address\":\"" + address + "\",\"upstream\"");
  }

  @Test
  void whatWasNeverDecidedIsNotCompared() {
    Replay replay = replay(Action.DENY, targets("*"));
    replay.line(record("www.example.org:443", "refused", "overloaded_tunnels", "admit"));
    replay.line("{\"id\":\"0\",\"listener\":\"main\",\"outcome\":\"refused\",\"phase\":\"tls\"}");
    assertThat(replay.result().records()).isEqualTo(2);
    assertThat(replay.result().compared()).isZero();
    assertThat(replay.result().hasNothingToCompare()).isTrue();
  }

  @Test
  void theTimeIsThatOfTheRequest() {
    TimesMatcher evening =
        new TimesMatcher(List.of(TimeWindow.parse("20:00-22:00")), ZoneOffset.UTC);
    Replay replay = replay(Action.DENY, evening);
    String record = record("www.example.org:443", "closed", "end_of_stream", "");
    replay.line(record);
    replay.line(record.replace("T12:00", "T21:00"));
    assertThat(replay.result().different()).isOne();
  }

  @Test
  void recordsWithoutTargetsAreNoticed() {
    Replay replay = replay(Action.DENY, targets("*"));
    replay.line(record("x:1", "closed", "end_of_stream", "").replace("\"target\":\"x:1\",", ""));
    assertThat(replay.result().unjudged().unnamed()).isOne();
  }

  @Test
  void aLineThatIsNoRecordIsCounted() {
    Replay replay = replay(Action.DENY, targets("*"));
    replay.line("2026-11-23T12:00:00Z INFO  message");
    replay.line("{\"id\":\"0\"");
    replay.line("{\"id\":}{");
    replay.line("{");
    replay.line("");
    assertThat(replay.result().unjudged().broken()).isEqualTo(4);
  }

  @Test
  void readsEscapesAndSkipsWhatLiesDeeper() {
    assertThat(
            RecordText.parse(
                "{\"a\":\"x\\\"\\u0041\\n\",\"b\":{\"a\":\"}\",\"c\":[1,{\"d\":2}]},\"e\":12,"
                    + "\"f\":true}"))
        .isEqualTo(Map.of("a", "x\"A\n", "f", "true"));
    assertThat(RecordText.parse("{}")).isEmpty();
  }

  private Replay replay(Action action, Matcher... matchers) {
    Rule rule = new Rule(new RuleRef("rules[0]"), action, List.of(matchers), 1);
    AccessConfig access =
        new AccessConfig(
            null,
            null,
            null,
            null,
            null,
            List.of(),
            Map.of(),
            new RuleSet(List.of(rule), Action.ALLOW));
    OwnAddresses own = new OwnAddresses();
    RuleBook book = new RuleBook(access, own, Map.of(), clock);
    ListenerView fixed =
        new ListenerView(
            "fixed",
            new OperatorTarget(own),
            ClientFilter.anyone(),
            true,
            false,
            Books.target("a.example:443"));
    return new Replay(
        List.of(fixed, new ListenerView("main", book, ClientFilter.anyone(), true)),
        clock,
        access.rules());
  }

  private static TargetsMatcher targets(String pattern) {
    return new TargetsMatcher(List.of(TargetPattern.parse(pattern)), true);
  }

  private static String record(String target, String outcome, String reason, String phase) {
    String during = phase.isEmpty() ? "" : "\"phase\":\"" + phase + "\",";
    return "{\"id\":\"0\",\"listener\":\"main\",\"protocol\":\"http\",\"kind\":\"tunnel\","
        + "\"outcome\":\"%s\",\"reason\":\"%s\",%s\"target\":\"%s\","
            .formatted(outcome, reason, during, target)
        + "\"upstream\":{\"bytes\":1},\"started\":\"2026-11-30T12:00:00Z\",\"timings\":{}}";
  }
}
