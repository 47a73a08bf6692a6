package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin listener of the program as it is started. */
class AdminIT {

  private static final Pattern ADDRESS = Pattern.compile("admin on [0-9.]+:([0-9]+)");
  private static final String ANY = "127.0.0.1:0";
  private static final String CONFIG =
      """
      access: { private_targets: allow }
      limits: { drain_timeout: 20s }
      """;

  @TempDir private Path folder;

  private BuiltProgram start(String config) throws IOException {
    Files.writeString(folder.resolve("http-tunnel.yaml"), config);
    return BuiltProgram.serve(folder, "--bind", "127.0.0.1:0", "--admin", "127.0.0.1:0", "http");
  }

  private static InetSocketAddress admin(BuiltProgram program) {
    await().until(() -> ADDRESS.matcher(program.stderr()).find());
    Matcher line = ADDRESS.matcher(program.stderr());
    assertThat(line.find()).isTrue();
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.group(1)));
  }

  private static String ask(InetSocketAddress admin, String line, String fields) {
    try (RawClient client = RawClient.connect(admin)) {
      client.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "Connection: close\r\n\r\n");
      return client.readToEnd().text();
    }
  }

  @Test
  void showsFiguresOfTheTrafficThereIs() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = start(CONFIG);
        RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
      client.send("twelve bytes");
      assertThat(client.readExactly(12)).isEqualTo("twelve bytes");
      assertThat(ask(admin(program), "GET /metrics", ""))
          .startsWith("HTTP/1.1 200 ")
          .contains("http_tunnel_build_info{")
          .contains("http_tunnel_tunnels_active{listener=\"http\"} 1.0")
          .contains("http_tunnel_relay_bytes_total{direction=\"upstream\"} 12.0")
          .doesNotContain(target.authority());
    }
  }

  @Test
  void isReadyUntilAStopBegins() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = start(CONFIG);
        RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
      InetSocketAddress admin = admin(program);
      assertThat(ask(admin, "GET /readyz", "")).startsWith("HTTP/1.1 200 ");
      program.signal("TERM");
      await().until(() -> ask(admin, "GET /readyz", "").startsWith("HTTP/1.1 503 "));
      assertThat(ask(admin, "GET /healthz", "")).startsWith("HTTP/1.1 200 ");
      client.send("still here");
      assertThat(client.readExactly(10)).isEqualTo("still here");
    }
  }

  @Test
  void reloadsAndSaysWhatCameOfIt() throws IOException {
    try (BuiltProgram program = start(CONFIG)) {
      InetSocketAddress admin = admin(program);
      String own = "X-Http-Tunnel-Admin: 1\r\nContent-Length: 0\r\n";
      Files.writeString(folder.resolve("http-tunnel.yaml"), CONFIG + "http: { via: proxy-7 }\n");
      assertThat(ask(admin, "POST /api/v1/reload", own))
          .startsWith("HTTP/1.1 200 ")
          .endsWith("{\"changed\":[\"http\"],\"need_restart\":[]}\n");
      Files.writeString(folder.resolve("http-tunnel.yaml"), "htp: {}\n");
      assertThat(ask(admin, "POST /api/v1/reload", own))
          .startsWith("HTTP/1.1 422 ")
          .contains("http-tunnel.yaml:1:1: htp: unknown key");
    }
  }

  @Test
  void showsTheConfigurationWithoutItsSecrets() throws IOException {
    String secret = "admin: { token: hidden-word }\n";
    try (BuiltProgram program = start(CONFIG + secret)) {
      String bearer = "Authorization: Bearer hidden-word\r\n";
      assertThat(ask(admin(program), "GET /api/v1/config", bearer))
          .startsWith("HTTP/1.1 200 ")
          .contains("{\"key\":\"limits.drain_timeout\",\"value\":\"20s\",\"origin\":\"file\"")
          .contains(
              "{\"key\":\"admin.bind\",\"value\":\"127.0.0.1:0\",\"origin\":\"command_line\"}")
          .contains("{\"key\":\"admin.token\",\"value\":\"***\",\"secret\":true,")
          .doesNotContain("hidden-word");
    }
  }

  @Test
  void endsWhenTheAddressThatWasNamedIsTaken() {
    try (EchoPeer holder = EchoPeer.start();
        BuiltProgram program =
            BuiltProgram.run(
                Map.of(), folder, "--bind", ANY, "--admin", holder.authority(), "http")) {
      assertThat(program.awaitExit(Duration.ofSeconds(60))).isEqualTo(71);
      assertThat(program.stderr())
          .contains("admin: " + holder.authority())
          .contains("see admin.bind and --admin");
    }
  }

  @Test
  void otherMachinesNeedATokenThatIsMadeAtTheFirstStart() {
    Path state = folder.resolve("state");
    Map<String, String> environment = Map.of("STATE_DIRECTORY", state.toString());
    try (BuiltProgram program =
        BuiltProgram.run(environment, folder, "--bind", ANY, "--admin", "0.0.0.0:0", "http")) {
      program.awaitStart();
      InetSocketAddress admin = admin(program);
      assertThat(program.stderr()).contains("its token is in " + state.resolve("admin.token"));
      assertThat(ask(admin, "GET /api/v1/status", "")).startsWith("HTTP/1.1 401 ");
      assertThat(ask(admin, "GET /healthz", "")).startsWith("HTTP/1.1 200 ");
      String there = "127.0.0.1:" + admin.getPort();
      try (BuiltProgram status =
          BuiltProgram.run(environment, folder, "status", "--admin", there)) {
        assertThat(status.awaitExit(Duration.ofSeconds(60))).isZero();
        assertThat(status.stdout()).contains("serving");
      }
    }
  }

  @Test
  void noTunnelLeadsToIt() throws IOException {
    try (BuiltProgram program = start(CONFIG);
        RawClient client = RawClient.connect(program.address())) {
      String admin = "127.0.0.1:" + admin(program).getPort();
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(admin));
      assertThat(client.readHead().status()).isEqualTo(403);
    }
  }
}
