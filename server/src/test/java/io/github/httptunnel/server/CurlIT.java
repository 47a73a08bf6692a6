package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.OriginRequest;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Forbidden.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** curl, with proxies in the clear and inside TLS. */
class CurlIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "HTTP, 1", "HTTP, 20000", "HTTP, 5000000",
    "HTTPS, 1", "HTTPS, 20000", "HTTPS, 5000000"
  })
  void downloadsEveryByte(Scheme scheme, int length) throws Exception {
    Payload payload = Payload.of(length);
    Path file = folder.resolve("download");
    try (Scene scene = Scene.start(folder, scheme)) {
      scene.origin().serve("/file", payload.text());
      curl(scene, "-o", file.toString(), scene.url("/file")).successful();
      assertThat(file).hasBinaryContent(payload.bytes());
      assertThat(scene.awaitTunnel().downstream().bytes()).isGreaterThan(length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, 1", "HTTP, 20000", "HTTP, 5000000",
    "HTTPS, 1", "HTTPS, 20000", "HTTPS, 5000000"
  })
  void uploadsEveryByte(Scheme scheme, int length) throws Exception {
    Payload payload = Payload.of(length);
    Path file = Files.write(folder.resolve("upload"), payload.bytes());
    try (Scene scene = Scene.start(folder, scheme)) {
      curl(scene, "-H", "Expect:", "--data-binary", "@" + file, scene.url("/")).successful();
      OriginRequest request = scene.origin().requests().getFirst();
      assertThat(request.complete()).isTrue();
      assertThat(request.body().equals(payload.text())).as("the upload is intact").isTrue();
      assertThat(scene.awaitTunnel().upstream().bytes()).isGreaterThan(length);
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void asksInHttp10(Scheme scheme) {
    try (Scene scene = Scene.start(folder, scheme)) {
      CommandResult result = curl(scene, "--proxy1.0", scene.proxy(), scene.url("/"));
      assertThat(result.successful().stdout()).isEqualTo("ok");
      scene.awaitTunnel();
    }
  }

  @Test
  void sendsAllRequestsForOneOriginThroughOneTunnel() {
    try (Scene scene = Scene.start(folder)) {
      CommandResult result = curl(scene, scene.url("/"), scene.url("/"), scene.url("/"));
      assertThat(result.successful().stdout()).isEqualTo("okokok");
      assertThat(scene.origin().requests()).hasSize(3);
      assertThat(scene.origin().connections()).isEqualTo(1);
      scene.awaitTunnel();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void seesTheStatusOfARefusal(Scheme scheme) {
    try (Scene scene = Scene.start(folder, scheme)) {
      CommandResult result =
          curl(scene, "-w", "%{http_connect}", "https://127.0.0.1:" + ownPort(scene) + "/");
      assertThat(result.exit()).as("curl's own code for a refused proxy request").isEqualTo(56);
      assertThat(result.stdout()).isEqualTo("403");
      assertThat(result.stderr()).contains("response 403");
      assertRefused(scene);
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void isToldWhyItIsRefused(Scheme scheme) {
    try (Scene scene = Scene.start(folder, scheme)) {
      CommandResult result = curl(scene, "-v", "https://127.0.0.1:" + ownPort(scene) + "/");
      assertThat(result.stderr())
          .contains("< HTTP/1.1 403 Forbidden")
          .contains("error=destination_ip_prohibited")
          .contains("< Connection: close");
      assertRefused(scene);
    }
  }

  private static int ownPort(Scene scene) {
    return scene.server().address().getPort();
  }

  private static void assertRefused(Scene scene) {
    assertThat(scene.server().awaitEnd().outcome())
        .isEqualTo(new Outcome.Refused(new Forbidden(Rule.OWN_ADDRESS), Phase.CONNECT));
  }

  private static CommandResult curl(Scene scene, String... arguments) {
    List<String> line = new ArrayList<>(List.of("--disable", "-sS", "--noproxy", ""));
    line.addAll(List.of("--cacert", scene.authority(), "--proxy-cacert", scene.authority()));
    line.addAll(List.of("-x", scene.proxy()));
    line.addAll(List.of(arguments));
    return Command.of("curl", line.toArray(String[]::new)).run();
  }
}
