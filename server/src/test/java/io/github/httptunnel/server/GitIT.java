package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.HttpOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** git, which clones from files that any web server could serve. */
class GitIT {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void clones(Scheme scheme) throws Exception {
    Path source = repository(folder.resolve("source"), Payload.of(300_000));
    Path copy = folder.resolve("copy");
    try (Scene scene = Scene.start(folder, scheme)) {
      serve(scene.origin(), source.resolve(".git"));
      git(
          folder,
          "-c",
          "http.proxy=" + scene.proxy(),
          "-c",
          "http.proxySSLCAInfo=" + scene.authority(),
          "-c",
          "http.sslCAInfo=" + scene.authority(),
          "clone",
          scene.url("/repository.git"),
          copy.toString());
      assertThat(copy.resolve("file")).hasSameBinaryContentAs(source.resolve("file"));
      assertThat(head(copy)).isEqualTo(head(source));
      assertThat(scene.awaitTunnels()).isNotEmpty();
    }
  }

  private static Path repository(Path at, Payload content) throws IOException {
    Files.createDirectory(at);
    git(at, "init", "--quiet");
    Files.write(at.resolve("file"), content.bytes());
    git(at, "add", "file");
    git(at, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "One");
    git(at, "update-server-info");
    return at;
  }

  private static void serve(HttpOrigin origin, Path files) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = "/repository.git/" + files.relativize(file);
        origin.serve(path, new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
  }

  private static String head(Path repository) {
    return git(repository, "rev-parse", "HEAD").stdout();
  }

  private static CommandResult git(Path in, String... arguments) {
    return Command.of("git", arguments)
        .in(in)
        .with("GIT_CONFIG_NOSYSTEM", "1")
        .with("GIT_CONFIG_GLOBAL", "/dev/null")
        .with("GIT_TERMINAL_PROMPT", "0")
        .with("no_proxy", "")
        .run()
        .successful();
  }
}
