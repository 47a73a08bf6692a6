package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.api.AdminApi;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server in this process with its admin listener.
 *
 * @param reloads how often one was asked for
 */
record AdminStage(MeteredServer metered, AdminApi api, AtomicInteger reloads)
    implements AutoCloseable {

  /** What a change needs without a token. */
  static final String OWN = "X-Http-Tunnel-Admin: 1\r\n";

  private static final JsonMapper JSON = new JsonMapper();
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  static AdminStage open() {
    return open(UnaryOperator.identity());
  }

  static AdminStage open(UnaryOperator<ServerConfig> change) {
    return open(change, AdminConfig.defaults());
  }

  static AdminStage open(UnaryOperator<ServerConfig> change, AdminConfig admin) {
    MeteredServer metered = MeteredServer.start(change);
    AtomicInteger reloads = new AtomicInteger();
    try {
      AdminApi api =
          AdminApi.open(
              admin.at(ANY_PORT),
              "1.2.3",
              metered.server().server(),
              metered.metrics(),
              metered.logs(),
              () -> "{\"settings\":[]}",
              () -> {
                reloads.incrementAndGet();
                return new ReloadResult.Applied(List.of(), List.of());
              });
      return new AdminStage(metered, api, reloads);
    } catch (IOException e) {
      metered.server().stop();
      throw new UncheckedIOException(e);
    }
  }

  RunningServer server() {
    return metered.server();
  }

  /** Without waiting for its answer. */
  RawClient begin(String line, String fields) {
    RawClient client = RawClient.connect(api.address());
    client.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
    return client;
  }

  /** The whole answer. */
  String ask(String line, String fields) {
    try (RawClient client = begin(line, fields + "Connection: close\r\n")) {
      return client.readToEnd().text();
    }
  }

  /** The document behind this path, which must be there. */
  JsonNode get(String path) {
    return document(ask("GET " + path, ""));
  }

  /** What ending these tunnels says. */
  JsonNode end(String path) {
    return document(ask("DELETE " + path, OWN));
  }

  private static JsonNode document(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("\r\ncontent-type: ");
    return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Override
  public void close() {
    api.close();
    metered.close();
  }
}
