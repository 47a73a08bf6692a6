package io.github.httptunnel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of which origins may change something: those of the listener, also behind another proxy.
 */
class AdminOriginTest {

  private AdminListener listener;

  @BeforeEach
  void open() throws IOException {
    listener =
        AdminListener.open(
            new AdminConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                true,
                null,
                List.of("proxy.example", "localhost"),
                null),
            new Pages(
                Map.of("/change", Page.change("POST", _ -> Answer.plain(200, "it has changed")))));
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private String post(String host, String... origins) {
    StringBuilder request =
        new StringBuilder("POST /change HTTP/1.1\r\nHost: " + host + "\r\n")
            .append("X-Http-Tunnel-Admin: 1\r\nContent-Length: 0\r\nConnection: close\r\n");
    for (String origin : origins) {
      request.append("Origin: ").append(origin).append("\r\n");
    }
    try (RawClient client = RawClient.connect(listener.address())) {
      client.send(request + "\r\n");
      return client.readToEnd().text();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.example, https://proxy.example",
    "proxy.example, https://proxy.example:8443",
    "proxy.example, HTTPS://Proxy.Example",
    "proxy.example:9090, http://proxy.example",
    "127.0.0.1:9090, https://proxy.example",
    "127.0.0.1:9090, http://127.0.0.1:9090",
    "[::1]:9090, http://[::1]:9090",
    "localhost, https://localhost:8443"
  })
  void aPageFromHereMayChangeThingsInFrontOfATlsProxyToo(String host, String origin) {
    assertThat(post(host, origin)).startsWith("HTTP/1.1 200 ").endsWith("it has changed\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://evil.proxy.example",
        "https://proxy.example.evil.example",
        "https://proxy.example@evil.example",
        "https://evil.example:443/proxy.example",
        "https://proxy.example:8443.evil.example",
        "https://proxy.example:",
        "https://proxy.example/",
        "https://proxy.example https://evil.example",
        "ftp://proxy.example",
        "chrome-extension://proxy.example",
        "proxy.example",
        "//proxy.example",
        "https://",
        "null",
        "https://127.0.0.1:9090",
        "http://127.0.0.1:9091",
        "http://192.0.2.7"
      })
  void aPageOfAnyOtherOriginChangesNothing(String origin) {
    assertThat(post("127.0.0.1:9090", origin)).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void ofTwoOriginsBothMustBeRight() {
    assertThat(post("proxy.example", "https://proxy.example", "https://evil.example"))
        .startsWith("HTTP/1.1 403 ");
  }
}
