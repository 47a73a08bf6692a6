package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program in a terminal, showing how another one is. */
class TopIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ALTERNATE_SCREEN = "\u001b[?1049h";
  private static final String BACK = "\u001b[?1049l";

  /** What a terminal shows, as it comes. */
  private static final class Shown {
    private final List<String> pieces = new CopyOnWriteArrayList<>();

    void read(InputStream in) {
      byte[] buffer = new byte[4096];
      try (in) {
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
          pieces.add(new String(buffer, 0, read, StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String text() {
      return String.join("", pieces);
    }
  }

  @Test
  void isDrawnAnewUntilSomebodyLeavesAndPutsTheTerminalBack() throws Exception {
    try (AdminStage stage = AdminStage.open()) {
      String program = Path.of("target", "dist", "bin", "http-tunnel").toAbsolutePath().toString();
      String top = program + " top --admin " + NetUtil.toSocketAddressString(stage.api().address());
      Process terminal =
          new ProcessBuilder("script", "-qec", top + "; echo code $?; stty -a", "/dev/null")
              .redirectErrorStream(true)
              .start();
      Shown shown = new Shown();
      Thread reader =
          Thread.ofPlatform().daemon().start(() -> shown.read(terminal.getInputStream()));
      try {
        await().until(() -> frames(shown) > 1);
        terminal.getOutputStream().write('q');
        terminal.getOutputStream().flush();
        assertThat(terminal.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        reader.join();
      } finally {
        terminal.destroyForcibly();
      }
      String all = shown.text();
      assertThat(all).contains("http-tunnel 1.2.3, serving", "tunnels   0 of", "AGE");
      assertThat(all.indexOf(BACK)).isGreaterThan(all.indexOf(ALTERNATE_SCREEN));
      assertThat(all.substring(all.indexOf(BACK)))
          .contains("code 0")
          .containsPattern("[^-]icanon")
          .containsPattern("[^-]echo ");
    }
  }

  private static int frames(Shown shown) {
    return shown.text().split("http-tunnel 1\\.2\\.3, ", -1).length - 1;
  }
}
