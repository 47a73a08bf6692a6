package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.MutePeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ReceivedSpan;
import io.github.httptunnel.testkit.SpanCollector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program with and without a collector. */
class TracingProgramIT {

  private static final Duration END = Duration.ofSeconds(30);
  private static final String USER = "canary-user";
  private static final String PASSWORD = "canary-password";
  private static final String NAME = "canary-target.localhost";

  @TempDir private Path folder;

  private BuiltProgram serve(String endpoint, String more) throws IOException {
    Files.writeString(folder.resolve("users.htpasswd"), USER + ":{SHA}" + sha(PASSWORD) + "\n");
    Path config =
        Files.writeString(
            folder.resolve("http-tunnel.yaml"),
            """
            listeners: [{ bind: 127.0.0.1:0, auth: { users: users.htpasswd } }]
            log: { directory: logs%s }
            tracing: { endpoint: "%s", headers: { authorization: canary-header } }
            """
                .formatted(more, endpoint));
    return BuiltProgram.serve(folder, "serve", "--config", config.toString());
  }

  private static String sha(String word) {
    return Base64.getEncoder().encodeToString(DigestUtils.sha1(word));
  }

  /** One tunnel that works and two that cannot. */
  private static void traffic(BuiltProgram program, EchoPeer target) {
    String login =
        Base64.getEncoder()
            .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    try (RawClient client = ask(program, target.authority(), login)) {
      assertThat(client.readHead().status()).isEqualTo(200);
      client.send("canary-payload");
      client.readExactly("canary-payload".length());
    }
    try (RawClient client = ask(program, NAME + ":443", login);
        ClosedPort nobody = ClosedPort.reserve();
        RawClient other = ask(program, nobody.authority(), login)) {
      client.readToEnd();
      other.readToEnd();
    }
  }

  private static RawClient ask(BuiltProgram program, String authority, String login) {
    RawClient client = RawClient.connect(program.address());
    client.send(
        "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nProxy-Authorization: Basic %2$s\r\n\r\n"
            .formatted(authority, login));
    return client;
  }

  private static void stop(BuiltProgram program) {
    program.signal("TERM");
    assertThat(program.awaitExit(END)).isEqualTo(143);
  }

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void sendsWhatItHasBeforeItEndsAndNamesNobody() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        SpanCollector collector = SpanCollector.start()) {
      try (BuiltProgram program = serve(collector.endpoint(), "")) {
        traffic(program, target);
        stop(program);
      }
      assertThat(collector.spans()).filteredOn(ReceivedSpan::isServer).hasSize(3);
      assertThat(collector.text())
          .doesNotContain(USER, PASSWORD, NAME, "canary-payload", target.authority())
          .contains("canary-header");
      assertThat(collector.requests())
          .allSatisfy(request -> assertThat(request.body()).doesNotContain("127.0.0.1", "canary"));
      assertThat(logs()).doesNotContain("canary");
    }
  }

  @Test
  void namesThemIfTheLogMayToo() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        SpanCollector collector = SpanCollector.start()) {
      try (BuiltProgram program =
          serve(collector.endpoint(), ", targets: on, clients: on, users: on")) {
        traffic(program, target);
        stop(program);
      }
      List<ReceivedSpan> spans = collector.spans().stream().filter(ReceivedSpan::isServer).toList();
      assertThat(spans)
          .allMatch(span -> span.attribute("enduser.id").equals(USER))
          .allMatch(span -> span.attribute("client.address").equals("127.0.0.1"))
          .anyMatch(span -> span.attribute("server.address").equals(NAME));
    }
  }

  @Test
  void aCollectorThatIsNotThereHarmsNobody() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        ClosedPort nobody = ClosedPort.reserve();
        BuiltProgram program = serve("http://" + nobody.authority() + "/v1/traces", "")) {
      for (int i = 0; i < 5; i++) {
        traffic(program, target);
      }
      stop(program);
      assertThat(logs().lines().filter(line -> line.contains("takes no spans")).count())
          .isLessThanOrEqualTo(1);
      assertThat(logs()).doesNotContain("canary");
    }
  }

  @Test
  void aCollectorThatSaysNothingHarmsNobody() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        MutePeer mute = MutePeer.start();
        BuiltProgram program = serve("http://" + mute.authority() + "/v1/traces", "")) {
      traffic(program, target);
      stop(program);
      mute.awaitConnections(1);
    }
  }

  @Test
  void withoutTracingNoneOfItsClassesIsLoaded() throws IOException {
    Path loaded = folder.resolve("classes.log");
    Map<String, String> environment =
        Map.of("HTTP_TUNNEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xlog:class+load:file=" + loaded);
    Path config =
        Files.writeString(
            folder.resolve("http-tunnel.yaml"), "listeners: [{ bind: 127.0.0.1:0 }]\n");
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program =
            BuiltProgram.run(
                environment,
                folder,
                "serve",
                "--config",
                config.toString(),
                "--admin",
                "127.0.0.1:0")) {
      program.awaitStart();
      RawClient.connectThrough(program.address(), target.authority()).close();
      scrape(program);
      stop(program);
    }
    String classes = Files.readString(loaded);
    assertThat(classes).contains("io.github.httptunnel.server.cli.TracingStart");
    assertThat(classes.lines())
        .noneMatch(line -> line.contains("io.github.httptunnel.tracing."))
        .noneMatch(line -> line.contains("io.opentelemetry."))
        .noneMatch(line -> line.contains("okhttp3."))
        .noneMatch(line -> line.contains(" kotlin."));
  }

  /** The library of metrics knows how to ask OpenTelemetry for what it must not. */
  private static void scrape(BuiltProgram program) {
    try (RawClient client = RawClient.connect(program.admin())) {
      client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(client.readToEnd().text()).contains("http_tunnel_trace_spans_dropped_total 0");
    }
  }
}
