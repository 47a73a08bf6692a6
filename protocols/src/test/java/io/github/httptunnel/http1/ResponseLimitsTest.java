package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Refusal.BadAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseLimitsTest {

  private static final String START = "HTTP/1.1 200 OK\r\n";

  @ParameterizedTest
  @ValueSource(ints = {ResponseGrammar.MAX_HEAD - 1, ResponseGrammar.MAX_HEAD})
  void takesAHeadUpToItsLimit(int length) {
    assertThat(Heads.response(headOf(length)).fields()).hasSize(1);
  }

  @Test
  void refusesAHeadAboveItsLimit() {
    assertThat(fault(headOf(ResponseGrammar.MAX_HEAD + 1))).isEqualTo(BadAnswer.Fault.HEAD_LENGTH);
  }

  @Test
  void refusesAReasonAboveTheLimitOfAHeadBeforeItEnds() {
    assertThat(fault("HTTP/1.1 200 " + "x".repeat(ResponseGrammar.MAX_HEAD)))
        .isEqualTo(BadAnswer.Fault.HEAD_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(ints = {ResponseGrammar.MAX_FIELDS - 1, ResponseGrammar.MAX_FIELDS})
  void takesFieldsUpToTheirLimit(int count) {
    assertThat(Heads.response(START + "X: y\r\n".repeat(count) + "\r\n").fields()).hasSize(count);
  }

  @Test
  void refusesOneFieldTooMany() {
    assertThat(fault(START + "X: y\r\n".repeat(ResponseGrammar.MAX_FIELDS + 1) + "\r\n"))
        .isEqualTo(BadAnswer.Fault.HEAD_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\n",
        "HTTP/1.1 200 O\0K\r\n",
        "HTTP/1.1 200 OK\r\nX : y\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: y\r\n folded\r\n\r\n",
        "\u0015\u0003\u0001"
      })
  void refusesWhatIsNoAnswer(String text) {
    assertThat(fault(text)).isEqualTo(BadAnswer.Fault.MALFORMED);
  }

  private static BadAnswer.Fault fault(String text) {
    HeadReader.Result<ResponseHead> result = HeadReader.ofResponse().read(Wire.bytes(text));
    assertThat(result).isInstanceOf(HeadReader.Result.Bad.class);
    return ((BadAnswer) ((HeadReader.Result.Bad<ResponseHead>) result).refusal()).fault();
  }

  /** A head of exactly this many bytes. */
  private static String headOf(int length) {
    int padding = length - (START + "X: \r\n\r\n").length();
    return START + "X: " + "y".repeat(padding) + "\r\n\r\n";
  }
}
