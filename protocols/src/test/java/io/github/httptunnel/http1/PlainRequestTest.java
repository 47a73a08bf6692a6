package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.http.Via;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainRequestTest {

  private static final Via VIA = new Via("here");

  @Test
  void goesOutInOriginFormWithTheHostOfItsTarget() {
    assertThat(forServer("GET http://A.example:81/p?q HTTP/1.1", "Host: other", "Accept: */*"))
        .isEqualTo(
            "GET /p?q HTTP/1.1\r\nHost: A.example:81\r\nAccept: */*\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void goesOutAsHttp11WhateverItsClientSpeaks() {
    assertThat(forServer("GET http://a/ HTTP/1.0"))
        .isEqualTo("GET / HTTP/1.1\r\nHost: a\r\nVia: 1.0 here\r\n\r\n");
  }

  @Test
  void losesWhatConcernsTheClientsConnection() {
    assertThat(
            forServer(
                "GET http://a/ HTTP/1.1",
                "Host: a",
                "Connection: keep-alive, X-Mine",
                "X-Mine: 1",
                "Proxy-Authorization: Basic eDp5",
                "Proxy-Connection: keep-alive",
                "Authorization: Basic eDp5"))
        .isEqualTo(
            "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic eDp5\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void saysItsLengthOnceAndInItsShortestForm() {
    assertThat(forServer("POST http://a/ HTTP/1.1", "Content-Length: 005", "Host: a"))
        .isEqualTo("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void keepsALengthThatConnectionNames() {
    assertThat(
            forServer(
                "POST http://a/ HTTP/1.1",
                "Connection: content-length",
                "Host: a",
                "Content-Length: 5"))
        .contains("\r\nContent-Length: 5\r\n");
  }

  @Test
  void saysThatItComesInChunks() {
    assertThat(forServer("POST http://a/ HTTP/1.1", "Host: a", "TRANSFER-ENCODING: Chunked"))
        .isEqualTo(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void addsItsMarkBehindThoseOfOthers() {
    assertThat(forServer("GET http://a/ HTTP/1.1", "Host: a", "Via: 1.0 there"))
        .endsWith("\r\nVia: 1.0 there\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void leavesNoMarkIfItHasNone() {
    PlainRequest request = request("GET http://a/ HTTP/1.1", "Host: a");

    assertThat(ForwardedRequest.text(request.forServer(null, false))).doesNotContain("Via");
  }

  @Test
  void saysWhenItIsTheLastOfItsConnection() {
    PlainRequest request = request("GET http://a/ HTTP/1.1", "Host: a");

    assertThat(ForwardedRequest.text(request.forServer(VIA, true)))
        .endsWith("\r\nConnection: close\r\n\r\n");
  }

  @Test
  void countsOneHopLess() {
    assertThat(forServer("OPTIONS http://a HTTP/1.1", "Host: a", "Max-Forwards: 007"))
        .isEqualTo("OPTIONS * HTTP/1.1\r\nHost: a\r\nMax-Forwards: 6\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void countsNoHopsOfOtherMethods() {
    assertThat(forServer("GET http://a/ HTTP/1.1", "Host: a", "Max-Forwards: 7"))
        .contains("\r\nMax-Forwards: 7\r\n");
  }

  @Test
  void passesAnExpectationOn() {
    assertThat(forServer("PUT http://a/ HTTP/1.1", "Host: a", "Expect: 100-continue"))
        .contains("\r\nExpect: 100-continue\r\n");
  }

  @Test
  void dropsAnExpectationOfHttp10() {
    assertThat(forServer("PUT http://a/ HTTP/1.0", "Expect: 100-continue"))
        .doesNotContain("Expect");
  }

  @Test
  void asksForAWebSocketInItsOwnName() {
    PlainRequest request =
        request("GET http://a/ HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: WebSocket");

    assertThat(ForwardedRequest.text(request.forServer(null, true)))
        .isEqualTo(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  }

  @Test
  void asksForNoOtherProtocol() {
    assertThat(
            forServer(
                "GET http://a/ HTTP/1.1",
                "Host: a",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: x"))
        .isEqualTo("GET / HTTP/1.1\r\nHost: a\r\nVia: 1.1 here\r\n\r\n");
  }

  @Test
  void keepsBytesAboveAscii() {
    assertThat(forServer("GET http://a/ HTTP/1.1", "Host: a", "X: caf\u00e9\u0085"))
        .contains("\r\nX: caf\u00e9\u0085\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "OPTIONS, true",
    "PUT, true",
    "DELETE, true",
    "POST, false",
    "PATCH, false",
    "get, false",
    "PROPFIND, false"
  })
  void mayBeSentAgainIfItsMethodAllows(String method, boolean replayable) {
    assertThat(request(method + " http://a/ HTTP/1.1", "Host: a").isReplayable())
        .isEqualTo(replayable);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 0, true",
    "Content-Length: 1, false",
    "Transfer-Encoding: chunked, false"
  })
  void mayBeSentAgainIfItHasNoContent(String field, boolean replayable) {
    PlainRequest request = request("PUT http://a/ HTTP/1.1", "Host: a", field);

    assertThat(request.isReplayable()).isEqualTo(replayable);
    assertThat(request.hasContent()).isEqualTo(!replayable);
  }

  private static String forServer(String line, String... fields) {
    return ForwardedRequest.text(request(line, fields).forServer(VIA, false));
  }

  private static PlainRequest request(String line, String... fields) {
    StringBuilder head = new StringBuilder(line).append("\r\n");
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    RequestRules.Request request =
        RequestRules.judge(Heads.head(head.append("\r\n").toString()), null);
    assertThat(request).isInstanceOf(RequestRules.Request.Plain.class);
    return ((RequestRules.Request.Plain) request).request();
  }
}
