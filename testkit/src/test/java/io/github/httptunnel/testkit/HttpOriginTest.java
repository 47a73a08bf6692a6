package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class HttpOriginTest {

  @Test
  void servesWhatItIsGiven() {
    try (HttpOrigin origin = HttpOrigin.start().serve("/a", "alpha");
        RawClient client = RawClient.connect(origin.address())) {
      client.send("GET /a?x=1 HTTP/1.1\r\nHost: o\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readExactly(5)).isEqualTo("alpha");
    }
  }

  @Test
  void answersUnknownPathsWith404() {
    try (HttpOrigin origin = HttpOrigin.start();
        RawClient client = RawClient.connect(origin.address())) {
      client.send("GET /none HTTP/1.1\r\nHost: o\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(404);
    }
  }

  @Test
  void servesAnyPathIfTold() {
    try (HttpOrigin origin = HttpOrigin.start().serve("/a", "alpha").serveAll("rest");
        RawClient client = RawClient.connect(origin.address())) {
      client.send("GET /a HTTP/1.1\r\nHost: o\r\n\r\n");
      client.readHead();
      assertThat(client.readExactly(5)).isEqualTo("alpha");
      client.send("GET /none HTTP/1.1\r\nHost: o\r\n\r\n");
      client.readHead();
      assertThat(client.readExactly(4)).isEqualTo("rest");
    }
  }

  @Test
  void keepsEveryByteOfARequest() {
    String head = "PUT / HTTP/1.1\r\nhOST: o\r\n X:  y \r\nContent-Length: 3\r\n\r\n";
    try (HttpOrigin origin = HttpOrigin.start();
        RawClient client = RawClient.connect(origin.address())) {
      client.send(head + "abc");
      OriginRequest request = origin.awaitRequests(1).getFirst();
      assertThat(request.head().raw()).isEqualTo(head);
      assertThat(request.body()).isEqualTo("abc");
      assertThat(request.complete()).isTrue();
    }
  }

  @Test
  void takesChunksApart() {
    try (HttpOrigin origin = HttpOrigin.start();
        RawClient client = RawClient.connect(origin.address())) {
      client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n");
      OriginRequest request = origin.awaitRequests(1).getFirst();
      assertThat(request.body()).isEqualTo("abcde");
      assertThat(request.complete()).isTrue();
    }
  }

  @Test
  void asksForABodyThatWaits() {
    try (HttpOrigin origin = HttpOrigin.start();
        RawClient client = RawClient.connect(origin.address())) {
      client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(100);
      client.send("abc");
      assertThat(client.readHead().status()).isEqualTo(200);
    }
  }

  @Test
  void asksForNoBodyWhereThereIsNone() {
    try (HttpOrigin origin = HttpOrigin.start();
        RawClient client = RawClient.connect(origin.address())) {
      client.send("GET / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
    }
  }

  @Test
  void marksARequestThatEndsTooEarly() {
    try (HttpOrigin origin = HttpOrigin.start();
        RawClient client = RawClient.connect(origin.address())) {
      client.send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc");
      client.halfClose();
      assertThat(origin.awaitRequests(1).getFirst().complete()).isFalse();
    }
  }

  @Test
  void servesAnOrdinaryClientOverTls() throws Exception {
    Certificates certificates = Certificates.create();
    try (HttpOrigin origin =
            HttpOrigin.startTls(certificates.serverContext(certificates.server()));
        HttpClient client =
            HttpClient.newBuilder().sslContext(certificates.clientContext()).build()) {
      URI uri = URI.create("https://localhost:" + origin.port() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok");
      assertThat(origin.requests()).hasSize(1);
    }
  }
}
