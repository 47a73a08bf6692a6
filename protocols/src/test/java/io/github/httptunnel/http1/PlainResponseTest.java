package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.http.Via;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainResponseTest {

  private static final Via VIA = new Via("here");

  @Test
  void goesToTheClientWithItsFieldsAndOurMark() {
    assertThat(forClient("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\nServer: x\r\n"))
        .isEqualTo(
            "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\nServer: x\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void goesOutAsHttp11WhateverItsServerSpeaks() {
    assertThat(forClient("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n"))
        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nVia: 1.0 here\r\n\r\n");
  }

  @Test
  void keepsTheSpaceBeforeAnEmptyReason() {
    assertThat(forClient("HTTP/1.1 200\r\nContent-Length: 0\r\n")).startsWith("HTTP/1.1 200 \r\n");
  }

  @Test
  void losesWhatConcernsTheServersConnection() {
    assertThat(
            forClient(
                Heads.lines(
                    "HTTP/1.1 200 OK",
                    "Connection: close, X",
                    "X: 1",
                    "Keep-Alive: 5",
                    "Proxy-Authenticate: Basic",
                    "Content-Length: 0")))
        .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nVia: 1.1 here\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
  void comesInChunksIfItHasNoLength(String fields) {
    assertThat(forClient("HTTP/1.1 200 OK\r\n" + fields))
        .isEqualTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nVia: 1.1 here\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
  void endsWithItsConnectionForAClientThatReadsNoChunks(String fields) {
    PlainResponse response = response("HTTP/1.1 200 OK\r\n" + fields, "GET");

    assertThat(ForwardedRequest.text(response.forClient(null, 0, true)))
        .isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
  }

  @Test
  void keepsALengthThatStandsForContentThatIsNotSent() {
    assertThat(head("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", "HEAD"))
        .contains("\r\nContent-Length: 5\r\n");
    assertThat(head("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n", "GET"))
        .contains("\r\nContent-Length: 5\r\n");
  }

  @Test
  void dropsALengthWhereThereNeverIsContent() {
    assertThat(head("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n", "GET"))
        .isEqualTo("HTTP/1.1 204 No Content\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void passesAnInterimResponseOnWithoutAnythingAboutContent() {
    PlainResponse response =
        new PlainResponse(
            Heads.response(
                Heads.lines(
                    "HTTP/1.1 103 Early Hints",
                    "Link: </x>",
                    "Content-Length: 5",
                    "Transfer-Encoding: chunked",
                    "Connection: x",
                    "")),
            new Framing.Nothing());

    assertThat(ForwardedRequest.text(response.interim(VIA)))
        .isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void changesToAWebSocketInItsOwnName() {
    PlainResponse response =
        new PlainResponse(
            Heads.response(
                Heads.lines(
                    "HTTP/1.1 101 Switching Protocols",
                    "Upgrade: WebSocket",
                    "Connection: upgrade",
                    "Sec-WebSocket-Accept: x",
                    "")),
            new Framing.Nothing());

    assertThat(ForwardedRequest.text(response.interim(null)))
        .isEqualTo(
            Heads.lines(
                "HTTP/1.1 101 Switching Protocols",
                "Sec-WebSocket-Accept: x",
                "Connection: Upgrade",
                "Upgrade: websocket",
                ""));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200, Content-Length: 5, true",
    "HTTP/1.1 200, Transfer-Encoding: chunked, true",
    "HTTP/1.1 204, X: y, true",
    "HTTP/1.1 200, X: y, false",
    "HTTP/1.0 200, Content-Length: 5, false",
    "HTTP/1.1 204, Connection: Close, false",
    "HTTP/1.1 204, Connection: keep-alive, true"
  })
  void leavesAConnectionFitForMoreIfItsEndIsKnown(String line, String field, boolean persists) {
    assertThat(response(line + " x\r\n" + field + "\r\n", "GET").mayPersist()).isEqualTo(persists);
  }

  @Test
  void hasAReaderForEachKindOfContent() {
    assertThat(content("Content-Length: 1\r\n")).isInstanceOf(LengthReader.class);
    assertThat(content("Transfer-Encoding: chunked\r\n")).isInstanceOf(ChunkedReader.class);
    assertThat(content("")).isInstanceOf(UntilEndReader.class);
    assertThat(response("HTTP/1.1 204 x\r\n", "GET").content(1).isComplete()).isTrue();
  }

  private static ContentReader content(String fields) {
    return response("HTTP/1.1 200 OK\r\n" + fields, "GET").content(1);
  }

  private static String forClient(String head) {
    return head(head, "GET");
  }

  private static String head(String head, String method) {
    return ForwardedRequest.text(response(head, method).forClient(VIA, 1, false));
  }

  private static PlainResponse response(String text, String method) {
    ResponseHead head = Heads.response(text + "\r\n");
    return new PlainResponse(head, Framing.of(head, method));
  }
}
