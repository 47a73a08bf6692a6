package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.OriginRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** curl, with proxies and origins in the clear and inside TLS. */
class CurlIT {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "HTTP, HTTP, 1", "HTTP, HTTP, 20000", "HTTP, HTTP, 5000000",
    "HTTP, HTTPS, 1", "HTTP, HTTPS, 20000", "HTTP, HTTPS, 5000000",
    "HTTPS, HTTP, 1", "HTTPS, HTTP, 20000", "HTTPS, HTTP, 5000000",
    "HTTPS, HTTPS, 1", "HTTPS, HTTPS, 20000", "HTTPS, HTTPS, 5000000"
  })
  void downloadsEveryByte(Scheme toProxy, Scheme toOrigin, int length) throws Exception {
    Payload payload = Payload.of(length);
    Path file = folder.resolve("download");
    try (Scene scene = Scene.start(folder, toProxy, toOrigin)) {
      scene.origin().serve("/file", payload.text());
      Curl.run(scene, "-o", file.toString(), scene.url("/file")).successful();
      assertThat(file).hasBinaryContent(payload.bytes());
      assertThat(scene.awaitEnd().downstream().bytes()).isGreaterThan(length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, HTTP, 1", "HTTP, HTTP, 20000", "HTTP, HTTP, 5000000",
    "HTTP, HTTPS, 1", "HTTP, HTTPS, 20000", "HTTP, HTTPS, 5000000",
    "HTTPS, HTTP, 1", "HTTPS, HTTP, 20000", "HTTPS, HTTP, 5000000",
    "HTTPS, HTTPS, 1", "HTTPS, HTTPS, 20000", "HTTPS, HTTPS, 5000000"
  })
  void uploadsEveryByte(Scheme toProxy, Scheme toOrigin, int length) throws Exception {
    Payload payload = Payload.of(length);
    Path file = Files.write(folder.resolve("upload"), payload.bytes());
    try (Scene scene = Scene.start(folder, toProxy, toOrigin)) {
      Curl.run(scene, "-H", "Expect:", "--data-binary", "@" + file, scene.url("/")).successful();
      OriginRequest request = scene.origin().requests().getFirst();
      assertThat(request.complete()).isTrue();
      assertThat(request.body().equals(payload.text())).as("the upload is intact").isTrue();
      assertThat(scene.awaitEnd().upstream().bytes()).isGreaterThan(length);
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void asksInHttp10(Scheme scheme) {
    try (Scene scene = Scene.start(folder, scheme)) {
      CommandResult result = Curl.run(scene, "--proxy1.0", scene.proxy(), scene.url("/"));
      assertThat(result.successful().stdout()).isEqualTo("ok");
      scene.awaitEnd();
    }
  }

  @Test
  void sendsAllRequestsForOneOriginThroughOneTunnel() {
    try (Scene scene = Scene.start(folder)) {
      CommandResult result = Curl.run(scene, scene.url("/"), scene.url("/"), scene.url("/"));
      assertThat(result.successful().stdout()).isEqualTo("okokok");
      assertThat(scene.origin().requests()).hasSize(3);
      assertThat(scene.origin().connections()).isEqualTo(1);
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void seesTheStatusOfARefusal(Scheme scheme) {
    try (Scene scene = Scene.start(folder, scheme)) {
      CommandResult result = Curl.run(scene, "-w", "%{http_connect}", scene.forbiddenUrl());
      assertThat(result.exit()).as("curl's own code for a refused proxy request").isEqualTo(56);
      assertThat(result.stdout()).isEqualTo("403");
      assertThat(result.stderr()).contains("response 403");
      scene.awaitForbidden();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void isToldWhyItIsRefused(Scheme scheme) {
    try (Scene scene = Scene.start(folder, scheme)) {
      CommandResult result = Curl.run(scene, "-v", scene.forbiddenUrl());
      assertThat(result.stderr())
          .contains("< HTTP/1.1 403 Forbidden")
          .contains("error=destination_ip_prohibited")
          .contains("< Connection: close");
      scene.awaitForbidden();
    }
  }
}
