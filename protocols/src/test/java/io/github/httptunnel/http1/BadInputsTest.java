package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Inbound;
import io.github.httptunnel.answer.RecordingSink;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Negotiation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of hostile inputs, as far as the protocol alone decides what becomes of them. */
final class BadInputsTest {

  /** Sound requests: a rule or the network says no to them, behind the protocol. */
  private static final Set<String> DECIDED_BEHIND =
      Set.of(
          "H1C-005", "H1C-097", "H1C-099", "H1C-101", "H1C-103", "H1C-105", "H1C-107", "H1C-109",
          "H1C-111");

  private final Wire wire = new Wire();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    wire.close();
  }

  static List<BadInput> decidedBehind() {
    return BadInput.all().stream().filter(i -> DECIDED_BEHIND.contains(i.id())).toList();
  }

  static List<BadInput> decidedHere() {
    return BadInput.all().stream().filter(i -> !DECIDED_BEHIND.contains(i.id())).toList();
  }

  static Stream<BadInput> withoutATunnel() {
    return decidedHere().stream().filter(i -> !i.statuses().contains(200));
  }

  static Stream<BadInput> withATunnel() {
    return decidedHere().stream().filter(i -> i.expect().has("tunnel"));
  }

  static Stream<BadInput> withAPreference() {
    return decidedHere().stream().filter(i -> i.expect().has("prefer"));
  }

  @Test
  void knowsTheWholeList() {
    assertThat(BadInput.all()).hasSize(59);
    assertThat(decidedBehind()).hasSameSizeAs(DECIDED_BEHIND);
  }

  @ParameterizedTest
  @MethodSource("decidedHere")
  void answersAsExpected(BadInput input) {
    play(input);

    assertThat(status()).isIn(input.statuses());
  }

  @ParameterizedTest
  @MethodSource("withAPreference")
  void answersAsPreferred(BadInput input) {
    play(input);

    assertThat(status()).isEqualTo(input.expect().get("prefer").asInt());
  }

  @ParameterizedTest
  @MethodSource("withoutATunnel")
  void connectsNowhereAndReportsOnce(BadInput input) {
    play(input);

    assertThat(sink.opened()).isEmpty();
    assertThat(sink.failures()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource({"withATunnel", "decidedBehind"})
  void asksForTheTargetOfTheRequestLine(BadInput input) {
    play(input);

    assertThat(sink.opened())
        .singleElement()
        .satisfies(n -> assertThat(n.request().target().authority()).isEqualTo(input.target()));
    assertThat(sink.failures()).isEmpty();
  }

  @Test
  void carriesBytesBehindTheHeadIntoTheTunnel() {
    BadInput input =
        BadInput.all().stream().filter(i -> i.id().equals("H1C-003")).findFirst().orElseThrow();
    play(input);
    Inbound relay = new Inbound();
    wire.channel().pipeline().addLast(relay);

    sink.opened().getFirst().accept();

    assertThat(relay.seen()).isEqualTo(input.expect().get("echo_first").asString());
  }

  @Test
  void repeatsNothingOfAHostileTarget() {
    BadInput input =
        BadInput.all().stream().filter(i -> i.id().equals("H1C-129")).findFirst().orElseThrow();
    play(input);

    assertThat(wire.sent()).doesNotContain("\u001b").doesNotContain("canary");
    assertThat(sink.failures().toString()).doesNotContain("\u001b").doesNotContain("canary");
  }

  private void play(BadInput input) {
    new Http1Negotiator(Duration.ofSeconds(10), Http1Answers.STANDARD, ExchangePolicy.defaults())
        .install(wire.channel(), wire.client(), sink);
    input.play(wire);
  }

  /** The status of the one answer; a request that is handed on would be answered 200. */
  private int status() {
    sink.opened().forEach(Negotiation::accept);
    String answer = wire.sent();
    assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("\nHTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }
}
