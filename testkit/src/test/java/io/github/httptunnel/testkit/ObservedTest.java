package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedTest {

  @Test
  void findsNoResponseInOtherBytes() {
    assertThat(observed("GET", "SSH-2.0-x\r\n").responses()).isEmpty();
    assertThat(observed("GET", "").responses()).isEmpty();
  }

  @Test
  void findsPipelinedResponses() {
    String bytes =
        """
        HTTP/1.1 200 OK\r
        Content-Length: 2\r
        \r
        abHTTP/1.1 404 No\r
        Transfer-Encoding: chunked\r
        \r
        1\r
        c\r
        0\r
        \r
        """;
    assertThat(observed("GET", bytes).responses())
        .extracting(HttpResponse::status, HttpResponse::body, HttpResponse::complete)
        .containsExactly(tuple(200, "ab", true), tuple(404, "c", true));
  }

  @Test
  void findsTheFinalResponseBehindAnInterimOne() {
    assertThat(observed("POST", "HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\n\r\n").statuses())
        .containsExactly(100, 200);
  }

  @Test
  void takesWhatFollowsAnAcceptedConnectAsTunnelled() {
    Observed observed = observed("CONNECT", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 500 inside\r\n\r\n");
    assertThat(observed.statuses()).containsExactly(200);
    assertThat(observed.tunnelled()).isEqualTo("HTTP/1.1 500 inside\r\n\r\n");
  }

  @Test
  void takesNothingForTunnelledThatAnswersAnotherRequest() {
    String get = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    List<String> methods = List.of("GET", "CONNECT");
    assertThat(observed(methods, get).tunnelled()).isEmpty();
    assertThat(observed(methods, get + "HTTP/1.1 200 OK\r\n\r\nab").tunnelled()).isEqualTo("ab");
  }

  @Test
  void marksACutBody() {
    Observed observed = observed("GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab");
    assertThat(observed.responses().getFirst().complete()).isFalse();
  }

  @Test
  void expectsNoBodyAfterHead() {
    String both = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nHTTP/1.1 404 No\r\n\r\n";
    assertThat(observed("HEAD", both).statuses()).containsExactly(200, 404);
  }

  @Test
  void readsEachResponseByTheRequestItAnswers() {
    String both =
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"
            + "HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    assertThat(observed(List.of("HEAD", "GET"), both).responses())
        .extracting(HttpResponse::status, HttpResponse::body, HttpResponse::complete)
        .containsExactly(tuple(200, "", true), tuple(102, "", true), tuple(200, "abc", true));
  }

  private static Observed observed(String method, String bytes) {
    return observed(List.of(method, method), bytes);
  }

  private static Observed observed(List<String> methods, String bytes) {
    return new Observed(bytes, Ending.FIN, Duration.ZERO, methods, false);
  }
}
