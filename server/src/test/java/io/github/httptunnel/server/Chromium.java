package io.github.httptunnel.server;

import com.google.re2j.Pattern;
import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A browser without a window, a user or a past. */
final class Chromium {

  private Chromium() {}

  /**
   * The page at {@code url} once all it loads is there, as HTML; {@code folder} is for its state.
   */
  static String load(Scene scene, Path folder, String url) {
    return Command.of("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")
        .and("--no-first-run", "--disable-background-networking", "--disable-component-update")
        .and(
            "--disable-sync",
            "--disable-features=HttpsUpgrades",
            "--user-data-dir=" + folder.resolve("profile"))
        .and("--proxy-server=" + scene.proxy(), "--proxy-bypass-list=<-loopback>")
        .and("--ignore-certificate-errors", "--dump-dom", url)
        .within(Duration.ofSeconds(30))
        .run()
        .successful()
        .stdout();
  }

  /** A browser calls home as well: it is refused by name, so that nothing leaves this machine. */
  static ServerConfig allowingOnlyThisMachine(ServerConfig config) {
    Pattern local = Pattern.compile("^localhost:");
    return config.toBuilder()
        .access(new AccessConfig(local, null, null, null, null, List.of()))
        .build();
  }
}
