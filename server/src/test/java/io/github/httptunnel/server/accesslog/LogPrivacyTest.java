package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything is on, at trace, and all libraries talk: what can be read afterwards? */
class LogPrivacyTest {

  private static final String SECRET = "canary5151";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"TEXT, logs", "JSON, logs", "TEXT, off", "JSON, off"})
  void showsNothingOfAUser(String format, String where) throws Exception {
    String all = run(format, where, "tight");
    assertThat(all).doesNotContainIgnoringCase(SECRET).doesNotContain("127.7.7.7");
  }

  @Test
  void stillShowsWhoSpokeAndWhatFailed() throws Exception {
    assertThat(run("TEXT", "logs", "tight"))
        .contains(
            "io.netty.handler.ssl.SslHandler: (message withheld)",
            "io.netty.handler.ssl.SslHandler: java.lang.IllegalStateException",
            "io.netty.Internal: java.lang.IllegalStateException",
            "library.log4j: java.lang.IllegalStateException",
            "library.unprintable: (message withheld)",
            "java.logging.library.jul: java.lang.IllegalStateException",
            "java.logging.library.system: java.lang.IllegalStateException",
            "A thread died: java.lang.IllegalStateException at " + TalkativeProgram.class.getName(),
            "Failed: java.lang.IllegalStateException",
            "Fault of this program in phase relay",
            "\"outcome\":\"closed\"");
  }

  @Test
  void wouldFindALeak() throws Exception {
    assertThat(run("TEXT", "logs", "leak")).containsOnlyOnce(SECRET);
  }

  /** Runs the program to its end, and gives all it printed and wrote. */
  private String run(String format, String where, String leak) throws Exception {
    Path printed = directory.resolve("printed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TalkativeProgram.class.getName(),
                format,
                where.equals("off") ? where : directory.resolve(where).toString(),
                SECRET,
                leak)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).describedAs(Files.readString(printed)).isZero();
    return contents();
  }

  private String contents() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
