package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
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
      git("clone", "--quiet", scene.url("/repository.git"), copy.toString())
          .with("https_proxy", scene.proxy())
          .with("GIT_SSL_CAINFO", scene.authority())
          .with("GIT_PROXY_SSL_CAINFO", scene.authority())
          .run()
          .successful();
      assertThat(copy.resolve("file")).hasSameBinaryContentAs(source.resolve("file"));
      assertThat(head(copy)).isEqualTo(head(source));
      assertThat(scene.awaitEnds(scene.origin().connections())).isNotEmpty();
    }
  }

  private static Path repository(Path at, Payload content) throws IOException {
    Files.createDirectory(at);
    git("init", "--quiet").in(at).run().successful();
    Files.write(at.resolve("file"), content.bytes());
    git("add", "file").in(at).run().successful();
    git("commit", "--quiet", "--message=One").in(at).run().successful();
    git("update-server-info").in(at).run().successful();
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
    return git("rev-parse", "HEAD").in(repository).run().successful().stdout();
  }

  /** Untouched by what the machine or its user has configured. */
  private static Command git(String... arguments) {
    return Command.of("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
        .and(arguments)
        .with("GIT_CONFIG_NOSYSTEM", "1")
        .with("GIT_CONFIG_GLOBAL", "/dev/null")
        .with("GIT_TERMINAL_PROMPT", "0")
        .with("no_proxy", "");
  }
}
