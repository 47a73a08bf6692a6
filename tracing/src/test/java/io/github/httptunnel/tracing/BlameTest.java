package io.github.httptunnel.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.BadAnswer;
import io.github.httptunnel.tunnel.Refusal.Draining;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Internal;
import io.github.httptunnel.tunnel.Refusal.LastHop;
import io.github.httptunnel.tunnel.Refusal.Loop;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.Refusal.Unsupported;
import io.github.httptunnel.tunnel.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is an error: our fault or the target's, never what a client did. */
class BlameTest {

  static final List<Refusal> ERRORS =
      List.of(
          new Overloaded(Overloaded.Resource.TUNNELS),
          new Unresolvable(Unresolvable.Answer.NO_SUCH_NAME),
          new Unreachable(Unreachable.Cause.NO_ROUTE),
          new BadAnswer(BadAnswer.Fault.NONE),
          new TimedOut(TimedOut.Wait.DNS),
          new TimedOut(TimedOut.Wait.CONNECT),
          new TimedOut(TimedOut.Wait.RESPONSE),
          new Draining(),
          new Internal());

  static final List<Refusal> ANSWERS =
      List.of(
          new Malformed(Malformed.Part.SYNTAX, "a phrase"),
          new Unsupported(Unsupported.Feature.METHOD),
          new Forbidden(Forbidden.Rule.RULE),
          new OverLimit(OverLimit.Measure.RATE),
          new TimedOut(TimedOut.Wait.HANDSHAKE),
          new TimedOut(TimedOut.Wait.REQUEST),
          new TimedOut(TimedOut.Wait.BODY),
          new Loop(),
          new LastHop());

  @ParameterizedTest
  @FieldSource("ERRORS")
  void aFaultOfOursOrOfTheTargetsIsAnErrorByItsCode(Refusal refusal) {
    assertThat(Blame.error(new Outcome.Refused(refusal, Phase.CONNECT))).isEqualTo(refusal.code());
  }

  @ParameterizedTest
  @FieldSource("ANSWERS")
  void whatAClientDidIsNone(Refusal refusal) {
    assertThat(Blame.error(new Outcome.Refused(refusal, Phase.DECIDE))).isNull();
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aClientThatLeftIsNone(Phase phase) {
    assertThat(Blame.error(new Outcome.Abandoned(phase))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "RESET, TARGET, true",
    "RESET, CLIENT, false",
    "INCOMPLETE, TARGET, true",
    "INCOMPLETE, CLIENT, false",
    "MALFORMED, TARGET, true",
    "MALFORMED, CLIENT, false",
    "DRAINED, PROXY, true",
    "OVERLOADED, PROXY, true",
    "INTERNAL, PROXY, true",
    "END_OF_STREAM, TARGET, false",
    "IDLE_TIMEOUT, PROXY, false",
    "REVOKED, PROXY, false",
    "KILLED, PROXY, false"
  })
  void aTunnelThatBrokeIsAnErrorUnlessTheClientBrokeIt(CloseReason reason, Side by, boolean error) {
    assertThat(Blame.error(new Outcome.Closed(reason, by)) != null).isEqualTo(error);
  }

  @Test
  void aFailureIsOfTheLookUpOrOfTheDialOrOfNeither() {
    assertThat(ERRORS).filteredOn(Blame::ofDns).hasSize(2);
    assertThat(ERRORS).filteredOn(Blame::ofConnect).hasSize(2);
    assertThat(ERRORS).noneMatch(refusal -> Blame.ofDns(refusal) && Blame.ofConnect(refusal));
    assertThat(ANSWERS).noneMatch(Blame::ofDns).noneMatch(Blame::ofConnect);
  }
}
