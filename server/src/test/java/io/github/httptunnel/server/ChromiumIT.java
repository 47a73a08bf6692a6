package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.ConfigReader;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.WebSocketPeer;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A browser that loads a page with many parts, and one that holds a WebSocket. */
class ChromiumIT {

  private static final int PARTS = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void loadsAPageWithAllItsParts(Scheme toOrigin) {
    try (Scene scene = start(toOrigin)) {
      servePage(scene);
      assertThat(Chromium.load(scene, folder, scene.url("/page.html")))
          .contains("<p>100 parts loaded</p>");
      assertThat(scene.origin().requests())
          .extracting(request -> request.head().target())
          .containsAll(parts());
      assertThat(closed(scene, leastRecords(scene, toOrigin)))
          .allSatisfy(stats -> assertThat(stats.upstream().bytes()).isPositive())
          .allSatisfy(stats -> assertThat(stats.downstream().bytes()).isPositive());
      scene.server().stop();
    }
  }

  @Test
  void talksToAWebSocketThroughATunnel() {
    try (Scene scene = start(Scheme.HTTP);
        WebSocketPeer peer = WebSocketPeer.start()) {
      scene.origin().serve("/page.html", webSocketPage(peer.port()));
      assertThat(Chromium.load(scene, folder, scene.url("/page.html")))
          .contains("<p>heard hello, closed in order</p>");
      assertThat(peer.requests()).hasSize(1);
      scene.server().stop();
    }
  }

  @Test
  void leavesOutWhatABlockListNames() throws IOException {
    try (DnsPeer dns = DnsPeer.start().answer("*.example", DnsAnswer.addresses("127.0.0.1"));
        Scene scene = Scene.start(folder, Scheme.HTTP, Scheme.HTTP, blocking(dns))) {
      assertThat(loadTrackedPage(scene)).contains("<p>loaded</p>");
      assertThat(scene.origin().requests())
          .extracting(request -> request.head().target())
          .contains("/page.html", "/part.js")
          .doesNotContain("/track.js");
      assertThat(dns.names())
          .contains("site.example")
          .doesNotContain("www.tracker.example", "tracker.example");
      scene.server().stop();
    }
  }

  @Test
  void loadsTrackersWhereNobodyBlocksThem() {
    try (DnsPeer dns = DnsPeer.start().answer("*.example", DnsAnswer.addresses("127.0.0.1"));
        Scene scene = Scene.start(folder, Scheme.HTTP, Scheme.HTTP, Configs.dns(dns))) {
      assertThat(loadTrackedPage(scene)).contains("<p>tracked, tracked, loaded</p>");
      scene.server().stop();
    }
  }

  /** A page that says what it could load: two trackers, and something that is none. */
  private String loadTrackedPage(Scene scene) {
    String port = ":" + scene.origin().port();
    scene
        .origin()
        .serve(
            "/page.html",
            """
            <!DOCTYPE html><body><p></p>
            <script>const words = document.querySelector('p')</script>
            <script src='http://www.tracker.example%1$s/track.js'></script>
            <script src='http://tracker.example%1$s/track.js'></script>
            <script src='http://static.example%1$s/part.js'></script>
            """
                .formatted(port))
        .serve("/track.js", "words.append('tracked, ')")
        .serve("/part.js", "words.append('loaded')");
    return Chromium.load(scene, folder, "http://site.example" + port + "/page.html");
  }

  /** The block list of the README, to the letter; what else the browser calls finds no name. */
  private UnaryOperator<ServerConfig> blocking(DnsPeer dns) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String yaml =
        readme.split("\\*\\*A block list", 2)[1].split("```yaml\n", 2)[1].split("```", 2)[0];
    assertThat(yaml).hasLineCount(3);
    Path file = Files.writeString(folder.resolve("http-tunnel.yaml"), yaml);
    ServerConfig read =
        ((ConfigResult.Loaded) new ConfigReader(_ -> null, _ -> null).read(file)).config();
    return config -> Configs.dns(dns).apply(read.withListeners(config.listeners()));
  }

  private Scene start(Scheme toOrigin) {
    return Scene.start(folder, Scheme.HTTP, toOrigin, Chromium::allowingOnlyThisMachine);
  }

  private static int leastRecords(Scene scene, Scheme toOrigin) {
    return switch (toOrigin) {
      case HTTP -> scene.origin().requests().size();
      case HTTPS -> scene.origin().connections();
    };
  }

  private static List<TunnelStats> closed(Scene scene, int count) {
    return Stream.generate(scene.server()::awaitEnd)
        .filter(stats -> stats.outcome() instanceof Outcome.Closed)
        .limit(count)
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

  /** A frame whose document is open keeps the page from being loaded, until all is heard. */
  private static String webSocketPage(int port) {
    return """
    <!DOCTYPE html><body><p></p><iframe></iframe><script>
    const frame = document.querySelector('iframe').contentDocument;
    const words = document.querySelector('p');
    frame.open();
    const socket = new WebSocket('ws://localhost:%d/');
    socket.onopen = () => socket.send('hello');
    socket.onmessage = message => {
      words.append('heard ' + message.data);
      socket.close();
    };
    socket.onclose = event => {
      words.append(event.wasClean ? ', closed in order' : ', broken');
      frame.close();
    };
    </script>
    """
        .formatted(port);
  }
}
