package io.github.httptunnel.http1;

import static io.github.httptunnel.http1.Heads.complete;
import static io.github.httptunnel.http1.Heads.connect;
import static io.github.httptunnel.http1.Heads.read;
import static io.github.httptunnel.http1.Heads.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadLimitsTest {

  private static final HeadReader.Result<RequestHead> INCOMPLETE =
      new HeadReader.Result.Incomplete<RequestHead>();

  @ParameterizedTest
  @ValueSource(ints = {RequestGrammar.MAX_METHOD - 1, RequestGrammar.MAX_METHOD})
  void takesAMethodUpToItsLimit(int length) {
    assertThat(complete("M".repeat(length) + " a:1 HTTP/1.1\r\n\r\n").head().method())
        .hasSize(length);
  }

  @Test
  void refusesAMethodAboveItsLimit() {
    assertThat(refusal("M".repeat(RequestGrammar.MAX_METHOD + 1) + " a:1 HTTP/1.1\r\n\r\n").code())
        .isEqualTo("malformed_syntax");
  }

  @Test
  void refusesAMethodAboveItsLimitBeforeItEnds() {
    assertThat(read("M".repeat(RequestGrammar.MAX_METHOD))).isEqualTo(INCOMPLETE);
    assertThat(refusal("M".repeat(RequestGrammar.MAX_METHOD + 1)).code())
        .isEqualTo("malformed_syntax");
  }

  @ParameterizedTest
  @ValueSource(ints = {RequestGrammar.MAX_TARGET - 1, RequestGrammar.MAX_TARGET})
  void takesATargetUpToItsLimit(int length) {
    assertThat(complete("CONNECT " + "t".repeat(length) + " HTTP/1.1\r\n\r\n").head().target())
        .hasSize(length);
  }

  @Test
  void refusesATargetAboveItsLimit() {
    String line = "CONNECT " + "t".repeat(RequestGrammar.MAX_TARGET + 1) + " HTTP/1.1\r\n\r\n";

    assertThat(refusal(line).code()).isEqualTo("malformed_target_length");
  }

  @Test
  void refusesATargetAboveItsLimitBeforeItEnds() {
    assertThat(read("CONNECT " + "t".repeat(RequestGrammar.MAX_TARGET))).isEqualTo(INCOMPLETE);
    assertThat(refusal("CONNECT " + "t".repeat(RequestGrammar.MAX_TARGET + 1)).code())
        .isEqualTo("malformed_target_length");
  }

  @Test
  void callsATargetTooLongEvenWhenItAloneIsLongerThanAHead() {
    assertThat(refusal("CONNECT " + "t".repeat(2 * RequestGrammar.MAX_HEAD)).code())
        .isEqualTo("malformed_target_length");
  }

  @Test
  void callsALongVersionALongHead() {
    assertThat(refusal("CONNECT a:1 " + "v".repeat(RequestGrammar.MAX_HEAD)).code())
        .isEqualTo("malformed_head_length");
  }

  @ParameterizedTest
  @ValueSource(ints = {RequestGrammar.MAX_FIELDS - 1, RequestGrammar.MAX_FIELDS})
  void takesFieldsUpToTheirLimit(int count) {
    assertThat(complete(connect("X: y\r\n".repeat(count))).head().fields()).hasSize(count);
  }

  @Test
  void refusesOneFieldTooMany() {
    assertThat(refusal(connect("X: y\r\n".repeat(RequestGrammar.MAX_FIELDS + 1))).code())
        .isEqualTo("malformed_head_length");
  }

  @Test
  void refusesTooManyFieldsBeforeTheHeadEnds() {
    String begin = "CONNECT a:1 HTTP/1.1\r\n";

    assertThat(read(begin + "X: y\r\n".repeat(RequestGrammar.MAX_FIELDS))).isEqualTo(INCOMPLETE);
    assertThat(refusal(begin + "X: y\r\n".repeat(RequestGrammar.MAX_FIELDS + 1)).code())
        .isEqualTo("malformed_head_length");
  }

  @ParameterizedTest
  @ValueSource(ints = {RequestGrammar.MAX_HEAD - 1, RequestGrammar.MAX_HEAD})
  void takesAHeadUpToItsLimit(int length) {
    assertThat(complete(headOf(length)).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        RequestGrammar.MAX_HEAD + 1,
        RequestGrammar.MAX_HEAD + 2,
        RequestGrammar.MAX_HEAD + 9
      })
  void refusesAHeadAboveItsLimit(int length) {
    assertThat(refusal(headOf(length)).code()).isEqualTo("malformed_head_length");
  }

  @Test
  void refusesAHeadThatNeverEndsAtItsLimit() {
    String endless = headOf(RequestGrammar.MAX_HEAD + 9).substring(0, RequestGrammar.MAX_HEAD);

    assertThat(refusal(endless).code()).isEqualTo("malformed_head_length");
  }

  @Test
  void countsASkippedEmptyLine() {
    assertThat(refusal("\r\n" + headOf(RequestGrammar.MAX_HEAD - 1)).code())
        .isEqualTo("malformed_head_length");
  }

  @Test
  void doesNotCountWhatFollowsTheHead() {
    assertThat(complete(headOf(RequestGrammar.MAX_HEAD) + "early").length())
        .isEqualTo(RequestGrammar.MAX_HEAD);
  }

  /** A head of exactly this many bytes. */
  private static String headOf(int length) {
    int padding = length - connect("X: \r\n").length();
    return connect("X: " + "y".repeat(padding) + "\r\n");
  }
}
