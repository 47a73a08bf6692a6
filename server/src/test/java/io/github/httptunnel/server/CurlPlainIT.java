package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.OriginRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** curl and an origin in the clear, with proxies in the clear and inside TLS. */
class CurlPlainIT {

  private static final String CONNECTS = " %{http_code} +%{num_connects}\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"HTTP, 1", "HTTP, 20000", "HTTP, 5000000", "HTTPS, 5000000"})
  void uploadsInChunksWhatItReads(Scheme toProxy, int length) {
    String text = Base64.getEncoder().encodeToString(Payload.of(length).bytes());
    try (Scene scene = Scene.startPlain(folder, toProxy)) {
      Curl.through(scene, "-T", "-", scene.url("/")).input(text).run().successful();
      assertUploaded(scene, text);
      assertThat(scene.awaitEnd().upstream().bytes()).isGreaterThan(text.length());
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void waitsToBeAskedForTheBody(Scheme toProxy) throws Exception {
    Payload payload = Payload.of(2_000_000);
    Path file = Files.write(folder.resolve("upload"), payload.bytes());
    try (Scene scene = Scene.startPlain(folder, toProxy)) {
      // Longer than this test may take: without the origin's word the body is never sent.
      Curl.run(scene, "--expect100-timeout", "60", "--data-binary", "@" + file, scene.url("/"))
          .successful();
      assertThat(scene.origin().requests().getFirst().head().header("Expect"))
          .isEqualTo("100-continue");
      assertUploaded(scene, payload.text());
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void asksForAHeadAlone(Scheme toProxy) {
    try (Scene scene = Scene.startPlain(folder, toProxy)) {
      scene.origin().serve("/file", Payload.of(20_000).text());
      CommandResult result = Curl.run(scene, "--head", scene.url("/file"));
      assertThat(result.successful().stdout())
          .startsWith("HTTP/1.1 200")
          .contains("Content-Length: 20000\r\n");
      assertThat(scene.awaitEnd().downstream().bytes()).isLessThan(20_000);
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void asksInHttp10(Scheme toProxy) {
    Payload payload = Payload.of(20_000);
    Path file = folder.resolve("download");
    try (Scene scene = Scene.startPlain(folder, toProxy)) {
      scene.origin().serve("/file", payload.text());
      Curl.run(scene, "--http1.0", "-o", file.toString(), scene.url("/file")).successful();
      assertThat(file).hasBinaryContent(payload.bytes());
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void asksTwoOriginsThroughOneConnection(Scheme toProxy) {
    try (Scene scene = Scene.startPlain(folder, toProxy);
        HttpOrigin other = HttpOrigin.start().serve("/", "other")) {
      String there = "http://" + other.authority() + "/";
      CommandResult result =
          Curl.run(scene, "-w", CONNECTS, scene.url("/"), there, scene.url("/"), there);
      assertThat(result.successful().stdout().lines())
          .containsExactly("ok 200 +1", "other 200 +0", "ok 200 +0", "other 200 +0");
      scene.awaitEnds(4);
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void goesOnAfterARefusal(Scheme toProxy) {
    try (Scene scene = Scene.startPlain(folder, toProxy)) {
      CommandResult result =
          Curl.run(scene, "-w", CONNECTS, scene.url("/"), scene.forbiddenUrl(), scene.url("/"));
      assertThat(result.successful().stdout())
          .startsWith("ok 200 +1\n")
          .contains(" 403 +0\n")
          .endsWith("ok 200 +0\n");
      scene.awaitEnd();
      scene.awaitForbidden();
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void downloadsManyFilesAtOnce(Scheme toProxy) {
    try (Scene scene = Scene.startPlain(folder, toProxy)) {
      for (int file = 1; file <= 50; file++) {
        scene.origin().serve("/" + file, Payload.of(file * 1_000).text());
      }
      String files = folder.resolve("#1").toString();
      Curl.run(scene, "--parallel", "--parallel-max", "20", "-o", files, scene.url("/[1-50]"))
          .successful();
      for (int file = 1; file <= 50; file++) {
        assertThat(folder.resolve("" + file)).hasBinaryContent(Payload.of(file * 1_000).bytes());
      }
      scene.awaitEnds(50);
    }
  }

  private static void assertUploaded(Scene scene, String text) {
    OriginRequest request = scene.origin().requests().getFirst();
    assertThat(request.complete()).isTrue();
    assertThat(request.body().equals(text)).as("the upload is intact").isTrue();
  }
}
