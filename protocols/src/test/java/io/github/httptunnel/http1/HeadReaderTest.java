package io.github.httptunnel.http1;

import static io.github.httptunnel.http1.Heads.complete;
import static io.github.httptunnel.http1.Heads.connect;
import static io.github.httptunnel.http1.Heads.head;
import static io.github.httptunnel.http1.Heads.read;
import static io.github.httptunnel.http1.Heads.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.http.Field;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadReaderTest {

  @Test
  void readsTheRequestLineAndItsFields() {
    assertThat(head("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nX:\r\n\r\n"))
        .isEqualTo(
            new RequestHead(
                "CONNECT", "a:1", 1, List.of(new Field("Host", "a:1"), new Field("X", ""))));
  }

  @Test
  void readsAHeadWithoutFields() {
    assertThat(head("CONNECT a:1 HTTP/1.0\r\n\r\n"))
        .isEqualTo(new RequestHead("CONNECT", "a:1", 0, List.of()));
  }

  @Test
  void waitsForTheEmptyLine() {
    assertThat(read("CONNECT a:1 HTTP/1.0\r\n"))
        .isEqualTo(new HeadReader.Result.Incomplete<RequestHead>());
  }

  @Test
  void waitsForTheFirstByte() {
    assertThat(read("")).isEqualTo(new HeadReader.Result.Incomplete<RequestHead>());
  }

  @Test
  void doesNotLookBehindTheHead() {
    String head = connect("");
    ByteBuf bytes = Wire.bytes(head + "\0\n\r early");

    HeadReader.Result<RequestHead> result = HeadReader.ofRequest().read(bytes);

    assertThat(result).isInstanceOf(HeadReader.Result.Complete.class);
    assertThat(((HeadReader.Result.Complete<RequestHead>) result).length())
        .isEqualTo(head.length());
    assertThat(bytes.readerIndex()).isZero();
  }

  @Test
  void skipsOneEmptyLineBeforeTheRequest() {
    assertThat(complete("\r\n" + connect("")).length()).isEqualTo(connect("").length() + 2);
  }

  @Test
  void refusesTwoEmptyLinesBeforeTheRequest() {
    assertThat(refusal("\r\n\r\n" + connect("")).code()).isEqualTo("malformed_syntax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\0", "\u000b", "\u007f", "\u001b", "\u0008", "\u001f"})
  void refusesControlCharactersInAFieldValue(String control) {
    assertThat(refusal(connect("X: a" + control + "b\r\n")).code()).isEqualTo("malformed_syntax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\0", "\u000b", "\u007f"})
  void refusesControlCharactersInTheRequestLine(String control) {
    assertThat(refusal("CONNECT a" + control + ":1 HTTP/1.1\r\n\r\n").code())
        .isEqualTo("malformed_syntax");
  }

  @Test
  void refusesLinesThatEndInALineFeedAlone() {
    assertThat(refusal("CONNECT a:1 HTTP/1.1\n"))
        .isEqualTo(
            new Malformed(Malformed.Part.SYNTAX, "it has a line feed without a carriage return"));
  }

  @Test
  void refusesACarriageReturnThatEndsNoLine() {
    assertThat(refusal("CONNECT a:1 HTTP/1.1\rX"))
        .isEqualTo(
            new Malformed(Malformed.Part.SYNTAX, "it has a carriage return without a line feed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t"})
  void refusesFoldedLines(String blank) {
    assertThat(refusal(connect("X: 1\r\n" + blank + "folded\r\n")).code())
        .isEqualTo("malformed_syntax");
  }

  @Test
  void refusesWhiteSpaceBeforeTheFirstField() {
    assertThat(refusal(connect(" Host: a\r\n")).code()).isEqualTo("malformed_syntax");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X : 1", "X\t: 1", "X 1", ": 1", "X(: 1", "\u00e9: 1", ":"})
  void refusesFieldsWithoutAProperName(String line) {
    assertThat(refusal(connect(line + "\r\n")).code()).isEqualTo("malformed_syntax");
  }

  @Test
  void trimsSpacesAndTabsAroundAValue() {
    assertThat(head(connect("X: \t a \t b \t \r\n")).fields())
        .containsExactly(new Field("X", "a \t b"));
  }

  @Test
  void takesBytesAboveAsciiInAValue() {
    assertThat(head(connect("X: caf\u00e9\r\n")).fields())
        .containsExactly(new Field("X", "caf\u00e9"));
  }

  @Test
  void findsFieldsInAnyCase() {
    RequestHead head = head(connect("Host: a\r\nHOST: b\r\nhost: c\r\nHosts: d\r\n"));

    assertThat(Field.values(head.fields(), "Host")).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT a:1",
        "CONNECT",
        " CONNECT a:1 HTTP/1.1",
        "CONNECT\ta:1\tHTTP/1.1",
        "CONN(ECT a:1 HTTP/1.1",
        "CONNECT a:1 http/1.1",
        "CONNECT a:1 HTTP/1.1 ",
        "CONNECT a:1 HTTP/1",
        "CONNECT a:1 HTTP/1.10",
        "CONNECT a:1 HTTP/11.",
        "CONNECT a:1 HTTP/x.1",
        "CONNECT a:1 HTTP/1,1",
        "CONNECT a:1 HTTP/1.x",
        "CONNECT a:1 HTTPS/1.1"
      })
  void refusesLinesThatAreNoRequestLine(String line) {
    assertThat(refusal(line + "\r\n").code()).isEqualTo("malformed_syntax");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT  HTTP/1.1",
        "CONNECT  a:1 HTTP/1.1",
        "CONNECT a:1  HTTP/1.1",
        "CONNECT a:4 43 HTTP/1.1",
        "CONNECT caf\u00e9:1 HTTP/1.1",
        "CONNECT a\t:1 HTTP/1.1"
      })
  void refusesTargetsThatAreNotPrintableAscii(String line) {
    assertThat(refusal(line + "\r\n").code()).isEqualTo("malformed_target");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.9", "HTTP/2.0", "HTTP/3.0", "HTTP/9.9"})
  void doesNotSpeakOtherVersions(String version) {
    assertThat(refusal("CONNECT a:1 " + version + "\r\n").code()).isEqualTo("unsupported_version");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9})
  void speaksEveryMinorVersion(int minor) {
    assertThat(head("CONNECT a:1 HTTP/1." + minor + "\r\n\r\n").minorVersion()).isEqualTo(minor);
  }

  @Test
  void tellsAnHttp2ClientThatItsVersionIsNotSpoken() {
    assertThat(refusal("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").code()).isEqualTo("unsupported_version");
  }

  @Test
  void tellsATlsClientThatThisIsPlainHttp() {
    Refusal refusal = refusal("\u0016");

    assertThat(((Malformed) refusal).problem()).startsWith("it is TLS");
  }

  @Test
  void takesATlsByteInTheMiddleForWhatItIs() {
    Refusal refusal = refusal("C\u0016");

    assertThat(((Malformed) refusal).problem()).isEqualTo("it has a control character");
  }

  @Test
  void refusesAnSshBannerAtItsFirstLine() {
    assertThat(refusal("SSH-2.0-OpenSSH_9.2\r\n").code()).isEqualTo("malformed_syntax");
  }

  @ParameterizedTest
  @MethodSource("refusedTexts")
  void saysNothingOfWhatTheClientSent(String text) {
    assertThat(refusal(text.replace("?", "canary")).toString()).doesNotContain("canary");
  }

  static List<String> refusedTexts() {
    return List.of(
        "? ? ?\r\n",
        "?\r\n",
        "CONNECT ?:1 ?\r\n",
        "CONNECT ? ? HTTP/1.1\r\n",
        "CONNECT a:1 HTTP/1.1\r\n?\r\n",
        "CONNECT a:1 HTTP/1.1\r\n? : ?\r\n");
  }
}
