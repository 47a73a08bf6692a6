package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.OriginRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** wget, which speaks to proxies in the clear only. */
class WgetIT {

  private static final int SERVER_ERROR_ANSWER = 8;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 20_000, 5_000_000})
  void downloadsEveryByte(int length) {
    Payload payload = Payload.of(length);
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      scene.origin().serve("/file", payload.text());
      wget(scene, "-O", "download", scene.url("/file")).successful();
      assertThat(folder.resolve("download")).hasBinaryContent(payload.bytes());
      assertThat(scene.awaitEnd().downstream().bytes()).isGreaterThan(length);
    }
  }

  @Test
  void downloadsOneFileAfterTheOther() {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      scene.origin().serve("/a", "alpha").serve("/b", "beta").serve("/c", "gamma");
      wget(scene, scene.url("/a"), scene.url("/b"), scene.url("/c")).successful();
      assertThat(folder.resolve("a")).hasContent("alpha");
      assertThat(folder.resolve("b")).hasContent("beta");
      assertThat(folder.resolve("c")).hasContent("gamma");
      scene.awaitEnds(3);
    }
  }

  @Test
  void posts() throws Exception {
    Payload payload = Payload.of(1_000_000);
    Path file = Files.write(folder.resolve("upload"), payload.bytes());
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      wget(scene, "-O", "answer", "--post-file=" + file, scene.url("/")).successful();
      assertThat(folder.resolve("answer")).hasContent("ok");
      OriginRequest request = scene.origin().requests().getFirst();
      assertThat(request.body().equals(payload.text())).as("the upload is intact").isTrue();
      scene.awaitEnd();
    }
  }

  @Test
  void asksWhetherAFileIsThere() {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      wget(scene, "--spider", scene.url("/")).successful();
      assertThat(scene.origin().requests().getFirst().head().method()).isEqualTo("HEAD");
      scene.awaitEnd();
    }
  }

  @Test
  void seesTheStatusOfARefusal() {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      CommandResult result = wget(scene, scene.forbiddenUrl());
      assertThat(result.exit()).isEqualTo(SERVER_ERROR_ANSWER);
      assertThat(result.stderr()).contains("403");
      scene.awaitForbidden();
    }
  }

  private CommandResult wget(Scene scene, String... arguments) {
    return Command.of("wget", "--no-config", "--no-verbose", "--tries=1")
        .and(arguments)
        .with("http_proxy", scene.proxy())
        .with("no_proxy", "")
        .in(folder)
        .run();
  }
}
