package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.TunnelStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that loads a page with many parts. */
class ChromiumIT {

  private static final int PARTS = 50;

  @TempDir Path folder;

  @Test
  void loadsAPageWithAllItsParts() {
    try (Scene scene = Scene.start(folder, Scheme.HTTP, ChromiumIT::allowingOnlyTheOrigin)) {
      servePage(scene);
      CommandResult result = chromium(scene, "--dump-dom", scene.url("/page.html"));
      assertThat(result.successful().stdout()).contains("<p>50 parts loaded</p>");
      assertThat(scene.origin().requests())
          .extracting(request -> request.head().target())
          .containsAll(parts());
      assertThat(tunnels(scene))
          .isNotEmpty()
          .allSatisfy(tunnel -> assertThat(tunnel.upstream().bytes()).isPositive())
          .allSatisfy(tunnel -> assertThat(tunnel.downstream().bytes()).isPositive());
      scene.server().stop();
    }
  }

  /** A browser calls home as well: it is refused by name, so that nothing leaves this machine. */
  private static ServerConfig allowingOnlyTheOrigin(ServerConfig config) {
    Pattern origin = Pattern.compile("^localhost:");
    return config.withAccess(new AccessConfig(origin, null, null, null, null, List.of()));
  }

  private static List<TunnelStats> tunnels(Scene scene) {
    return Stream.generate(scene.server()::awaitEnd)
        .filter(stats -> stats.outcome() instanceof Outcome.Closed)
        .limit(scene.origin().connections())
        .toList();
  }

  private static void servePage(Scene scene) {
    String scripts =
        parts().stream()
            .map("<script src='%s'></script>"::formatted)
            .collect(Collectors.joining("\n"));
    String words = "<script>document.body.innerHTML = `<p>${loaded} parts loaded</p>`</script>";
    scene
        .origin()
        .serve(
            "/page.html", "<!DOCTYPE html><body><script>let loaded = 0</script>" + scripts + words);
    parts().forEach(part -> scene.origin().serve(part, "loaded++;" + " ".repeat(10_000)));
  }

  private static List<String> parts() {
    return IntStream.range(0, PARTS).mapToObj("/part-%d.js"::formatted).toList();
  }

  private CommandResult chromium(Scene scene, String... arguments) {
    return Command.of("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")
        .and("--no-first-run", "--disable-background-networking", "--disable-component-update")
        .and("--disable-sync", "--user-data-dir=" + folder.resolve("profile"))
        .and("--proxy-server=" + scene.proxy(), "--proxy-bypass-list=<-loopback>")
        .and("--ignore-certificate-errors")
        .and(arguments)
        .within(Duration.ofSeconds(30))
        .run();
  }
}
