package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramingTest {

  private static final Framing NOTHING = new Framing.Nothing();

  @Test
  void givesARequestThatSaysNothingNoContent() {
    assertThat(request("1.1", "")).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "007, 7", "999999999999999999, 999999999999999999"})
  void readsALength(String value, long bytes) {
    assertThat(request("1.1", "content-LENGTH: " + value + "\r\n"))
        .isEqualTo(new Framing.Length(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1.0",
        "0x1",
        "1 1",
        "1,1",
        "1, 1",
        "a",
        "1_0",
        "1e3",
        "\u00b2",
        "1000000000000000000",
        "18446744073709551617"
      })
  void refusesALengthThatIsNone(String value) {
    assertThat(request("1.1", "Content-Length: " + value + "\r\n"))
        .isEqualTo(new Framing.Faulty("its Content-Length is not a number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void refusesTwoLengthsEvenIfTheyAreTheSame(String second) {
    assertThat(request("1.1", "Content-Length: 1\r\nContent-Length: " + second + "\r\n"))
        .isEqualTo(new Framing.Faulty("it has more than one Content-Length field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
  void readsChunks(String value) {
    assertThat(request("1.1", "Transfer-Encoding: " + value + "\r\n"))
        .isEqualTo(new Framing.Chunked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gzip",
        "gzip, chunked",
        "chunked, gzip",
        "chunked, chunked",
        "identity",
        "chunked;q=1",
        "xchunked",
        "chunked,",
        "\"chunked\"",
        "chunked\u00a0"
      })
  void doesNotKnowAnyOtherCoding(String value) {
    assertThat(request("1.1", "Transfer-Encoding: " + value + "\r\n"))
        .isEqualTo(new Framing.UnknownCoding("its Transfer-Encoding is not 'chunked'"));
  }

  @Test
  void refusesTwoCodingFields() {
    String chunked = "Transfer-Encoding: chunked\r\n";

    assertThat(request("1.1", chunked + chunked))
        .isEqualTo(new Framing.Faulty("it has more than one Transfer-Encoding field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "identity", ""})
  void refusesALengthBesideACoding(String coding) {
    assertThat(request("1.1", "Transfer-Encoding: " + coding + "\r\nContent-Length: 0\r\n"))
        .isEqualTo(new Framing.Faulty("it has both Content-Length and Transfer-Encoding"));
  }

  @Test
  void refusesChunksInHttp10() {
    assertThat(request("1.0", "Transfer-Encoding: chunked\r\n"))
        .isEqualTo(new Framing.Faulty("it has Transfer-Encoding in HTTP/1.0"));
    assertThat(response("GET", "1.0 200", "Transfer-Encoding: chunked\r\n"))
        .isEqualTo(new Framing.Faulty("it has Transfer-Encoding in HTTP/1.0"));
  }

  @Test
  void readsAResponseThatSaysNothingUntilItsEnd() {
    assertThat(response("GET", "1.1 200", "")).isEqualTo(new Framing.UntilEnd());
  }

  @Test
  void readsAResponsesLengthAndChunks() {
    assertThat(response("GET", "1.1 200", "Content-Length: 5\r\n"))
        .isEqualTo(new Framing.Length(5));
    assertThat(response("POST", "1.1 404", "Transfer-Encoding: chunked\r\n"))
        .isEqualTo(new Framing.Chunked());
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 200", "HEAD, 404", "GET, 204", "GET, 304", "POST, 304"})
  void givesSomeResponsesNoContentWhateverTheySay(String method, String status) {
    assertThat(response(method, "1.1 " + status, "Content-Length: 5\r\n")).isEqualTo(NOTHING);
    assertThat(response(method, "1.1 " + status, "Transfer-Encoding: chunked\r\n"))
        .isEqualTo(NOTHING);
    assertThat(response(method, "1.1 " + status, "")).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"head, 200", "GET, 203", "GET, 205", "GET, 303", "GET, 305"})
  void givesAllOthersTheirContent(String method, String status) {
    assertThat(response(method, "1.1 " + status, "Content-Length: 5\r\n"))
        .isEqualTo(new Framing.Length(5));
  }

  @Test
  void refusesUnsoundFieldsEvenWhereTheyDoNotCount() {
    assertThat(response("HEAD", "1.1 200", "Content-Length: x\r\n"))
        .isInstanceOf(Framing.Faulty.class);
    assertThat(response("GET", "1.1 304", "Transfer-Encoding: gzip\r\n"))
        .isInstanceOf(Framing.UnknownCoding.class);
  }

  private static Framing request(String version, String fields) {
    return Framing.of(Heads.head("POST http://a/ HTTP/" + version + "\r\n" + fields + "\r\n"));
  }

  private static Framing response(String method, String status, String fields) {
    return Framing.of(Heads.response("HTTP/" + status + " Words\r\n" + fields + "\r\n"), method);
  }
}
