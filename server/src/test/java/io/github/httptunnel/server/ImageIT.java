package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code -Pimage} makes, unpacked in another place. */
class ImageIT {

  private static final Duration END = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Path image;

  @BeforeEach
  void unpack() throws IOException {
    Command.of("tar", "-xzf", archive().toString(), "-C", folder.toString())
        .within(END)
        .run()
        .successful();
    try (Stream<Path> folders = Files.list(folder)) {
      image = folders.findAny().orElseThrow();
    }
  }

  @Test
  void startsFromItsCache() {
    Map<String, String> environment = Map.of("HTTP_TUNNEL_JAVA_OPTS", "-XX:AOTMode=on");
    try (BuiltProgram program =
        BuiltProgram.of(image, List.of(), environment, folder, "--version")) {
      assertThat(program.awaitExit(END)).as(program.stderr()).isZero();
      assertThat(program.stderr()).isEmpty();
    }
  }

  @Test
  void tunnelsWithAJavaOfItsOwn() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program =
            BuiltProgram.of(image, List.of(), Map.of(), folder, "--bind", "127.0.0.1:0", "http")) {
      program.awaitStart();
      assertThat(Path.of("/proc", Long.toString(program.pid()), "exe").toRealPath())
          .isEqualTo(image.resolve("runtime/bin/java").toRealPath());
      try (RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
        client.send("hello");
        assertThat(client.readExactly(5)).isEqualTo("hello");
      }
    }
  }

  @Test
  void holdsTheLicencesOfAllThatIsInIt() {
    assertThat(image.resolve("LICENSE")).isRegularFile();
    assertThat(image.resolve("runtime/legal/java.base/LICENSE")).isRegularFile();
  }

  private static Path archive() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files.filter(file -> file.toString().endsWith(".tar.gz")).findAny().orElseThrow();
    }
  }
}
