package io.github.httptunnel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminListenerTest {

  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String BEARER = "Authorization: Bearer a-token\r\n";

  private final AtomicInteger changes = new AtomicInteger();
  private AdminListener listener;

  private void open(Secret token) throws IOException {
    listener =
        AdminListener.open(
            new AdminConfig(LOOPBACK, true, token, List.of("proxy.example"), null),
            new Pages(
                Map.of(
                    "/read",
                    Page.read(question -> Answer.plain(200, "read " + question.accept())),
                    "/open",
                    Page.open(_ -> Answer.plain(200, "open")),
                    "/change",
                    Page.change(
                        "POST", _ -> Answer.plain(200, "change " + changes.incrementAndGet())),
                    "/things",
                    Page.read(_ -> Answer.json(200, "[]"))
                        .and(Page.change("DELETE", _ -> Answer.plain(200, "all are gone"))),
                    "/things" + Pages.PARAMETER,
                    Page.change(
                        "DELETE", question -> Answer.plain(200, question.parameter() + " is gone")),
                    "/stream",
                    Page.read(_ -> Answer.ok(Content.stream("text/x", AdminListenerTest::drip))),
                    "/fault",
                    Page.read(_ -> {
                      throw new IllegalStateException("192.0.2.7");
                    }))));
  }

  /** Writes until nobody takes it. */
  private static void drip(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[64 * 1024]);
      out.flush();
    }
  }

  private void openWithToken() throws IOException {
    open(new Secret("a-token"));
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private String ask(String line, String fields) {
    return askAs("127.0.0.1:" + listener.address().getPort(), line, fields);
  }

  private String askAs(String host, String line, String fields) {
    try (RawClient client = RawClient.connect(listener.address())) {
      String request = line + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields;
      client.send(request + "Connection: close\r\n\r\n");
      return client.readToEnd().text();
    }
  }

  @Test
  void answersWhatIsAskedAndLetsNobodyKeepOrFrameIt() throws IOException {
    openWithToken();
    assertThat(ask("GET /read", BEARER + "Accept: text/x\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("cache-control: no-store\r\n")
        .containsIgnoringCase("x-content-type-options: nosniff\r\n")
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .doesNotContainIgnoringCase("access-control-allow")
        .endsWith("\r\n\r\nread text/x\n");
  }

  @Test
  void aHeadRequestGetsTheHeadAlone() throws IOException {
    openWithToken();
    assertThat(ask("HEAD /read", BEARER))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-length: 10\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer wrong\r\n",
        "Authorization: Bearer a-toke\r\n",
        "Authorization: Bearer a-tokenn\r\n",
        "Authorization: Basic a-token\r\n"
      })
  void withoutTheTokenThereIsNothingToRead(String fields) throws IOException {
    openWithToken();
    assertThat(ask("GET /read", fields))
        .startsWith("HTTP/1.1 401 ")
        .containsIgnoringCase("www-authenticate: Bearer\r\n");
    assertThat(ask("GET /nowhere", fields)).startsWith("HTTP/1.1 401 ");
    assertThat(ask("GET /read?token=a-token", fields)).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void whetherItIsWellMayBeAskedByAnybodyWhoGetsHere() throws IOException {
    openWithToken();
    assertThat(ask("GET /open", "")).startsWith("HTTP/1.1 200 ").endsWith("open\n");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:1, 200",
    "127.0.0.1, 200",
    "[::1]:9090, 200",
    "192.0.2.7:9090, 200",
    "proxy.example:9090, 200",
    "PROXY.example, 200",
    "evil.example, 421",
    "evil.example:9090, 421",
    "127.0.0.1.evil.example, 421",
    "localhost.evil.example:80, 421",
    "xproxy.example, 421"
  })
  void isAskedUnderKnownNamesOnly(String host, int status) throws IOException {
    openWithToken();
    assertThat(askAs(host, "GET /read", BEARER)).startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource({"GET /change, POST", "PUT /change, POST", "POST /read, 'GET, HEAD'"})
  void refusesOtherMethods(String line, String allowed) throws IOException {
    openWithToken();
    assertThat(ask(line, BEARER + "X-HTTP-Method-Override: POST\r\nContent-Length: 0\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("allow: " + allowed + "\r\n");
    assertThat(changes).hasValue(0);
  }

  @Test
  void theOperatorChangesThings() throws IOException {
    openWithToken();
    assertThat(ask("POST /change", BEARER + "Content-Length: 0\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("change 1\n");
  }

  @Test
  void aPageOfAnotherOriginChangesNothing() throws IOException {
    openWithToken();
    String foreign = BEARER + "Origin: http://evil.example\r\nContent-Length: 0\r\n";
    assertThat(ask("POST /change", foreign)).startsWith("HTTP/1.1 403 ");
    assertThat(changes).hasValue(0);
  }

  @Test
  void withoutATokenAFieldShowsThatItIsNoFormOfAPage() throws IOException {
    open(null);
    assertThat(ask("GET /read", "")).startsWith("HTTP/1.1 200 ");
    assertThat(ask("POST /change", "Content-Length: 0\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(changes).hasValue(0);
    assertThat(ask("POST /change", "X-Http-Tunnel-Admin: 1\r\nContent-Length: 0\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void takesNoContent() throws IOException {
    openWithToken();
    try (RawClient client = RawClient.connect(listener.address())) {
      client.send(
          "POST /change HTTP/1.1\r\nHost: localhost\r\n" + BEARER + "Content-Length: 2\r\n\r\n{}");
      assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 415 ");
    }
    assertThat(changes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/../../etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd", "/read/%00", "/rea"})
  void findsNothingElse(String path) throws IOException {
    openWithToken();
    assertThat(ask("GET " + path, BEARER)).startsWith("HTTP/1.1 404 ").doesNotContain("root:");
  }

  @Test
  void aPathMayEndWithAName() throws IOException {
    openWithToken();
    assertThat(ask("DELETE /things/a-1", BEARER)).endsWith("\r\n\r\na-1 is gone\n");
    assertThat(ask("DELETE /things", BEARER)).endsWith("\r\n\r\nall are gone\n");
    assertThat(ask("GET /things/a-1", BEARER)).containsIgnoringCase("allow: DELETE\r\n");
    assertThat(ask("PUT /things", BEARER)).containsIgnoringCase("allow: GET, HEAD, DELETE\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/things/", "/things/a/b", "/things/%41", "/things/%7B%7D", "/things/../x"})
  void aNameIsOneSegmentOfPlainCharacters(String path) throws IOException {
    openWithToken();
    assertThat(ask("DELETE " + path, BEARER)).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void contentThatIsFarTooLongIsNotRead() throws IOException {
    openWithToken();
    try (RawClient client = RawClient.connect(listener.address())) {
      client.send(
          "POST /change HTTP/1.1\r\nHost: localhost\r\n"
              + BEARER
              + "Content-Length: 100000000\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(413);
    }
    assertThat(changes).hasValue(0);
  }

  @Test
  void clientsThatDoNothingHoldUpNobody() throws IOException {
    openWithToken();
    List<RawClient> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        idle.add(RawClient.connect(listener.address()));
        idle.getLast().send("GET /stream HTTP/1.1\r\nHost: localhost\r\n" + BEARER + "\r\n");
        idle.add(RawClient.connect(listener.address()));
        idle.getLast().send("GET /read HTTP/1.1\r\nHost:");
      }
      assertThat(ask("GET /open", "")).startsWith("HTTP/1.1 200 ");
    } finally {
      idle.forEach(RawClient::close);
    }
  }

  @Test
  void closingEndsAnswersThatHaveNoEnd() throws IOException {
    openWithToken();
    try (RawClient client = RawClient.connect(listener.address())) {
      client.send("GET /stream HTTP/1.1\r\nHost: localhost\r\n" + BEARER + "\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
      listener.close();
      assertThat(client.discardToEnd()).isNotEqualTo(Ending.OPEN);
    }
  }

  @Test
  void isNoProxy() throws IOException {
    openWithToken();
    assertThat(ask("CONNECT 127.0.0.1:1", BEARER)).startsWith("HTTP/1.1 4");
    assertThat(ask("OPTIONS *", BEARER)).startsWith("HTTP/1.1 4");
  }

  @Test
  void doesNotTellWhatAFaultSays() throws IOException {
    openWithToken();
    assertThat(ask("GET /fault", BEARER))
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("192.0.2.7", "IllegalState");
  }

  @Test
  void aListenerForOtherMachinesNeedsAToken() throws IOException {
    openWithToken();
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> AdminListener.open(AdminConfig.defaults().at(anywhere), new Pages(Map.of())))
        .withMessageContaining("admin.token: missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdminConfig.defaults().with(new Secret(" ")))
        .withMessageContaining("admin.token: empty");
  }
}
