package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.admin.AdminListener;
import io.github.httptunnel.server.admin.Pages;
import io.github.httptunnel.server.setup.SetupPages;
import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tells clients the way, as they ask for it. */
class SetupIT {

  private static final AdminConfig WITH_TOKEN =
      new AdminConfig(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          true,
          new Secret("a-token"),
          List.of("proxy.example"),
          null);

  @TempDir private Path folder;

  private static String ask(RunningServer server, String path, String host) throws IOException {
    Pages pages = new Pages(new SetupPages(server.server()).all());
    try (AdminListener listener = AdminListener.open(WITH_TOKEN, pages);
        RawClient client = RawClient.connect(listener.address())) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      return client.readToEnd().text();
    }
  }

  @Test
  void thePacFileNeedsNoTokenAndIsNotKept() throws IOException {
    try (RunningServer server = RunningServer.start()) {
      assertThat(ask(server, "/proxy.pac", "localhost"))
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("\r\ncontent-type: application/x-ns-proxy-autoconfig\r\n")
          .containsIgnoringCase("\r\ncache-control: no-store\r\n")
          .contains("var proxies = \"PROXY 127.0.0.1:" + server.address().getPort() + "\";")
          .contains("function FindProxyForURL(url, host)");
    }
  }

  @Test
  void whoReachesNoListenerIsToldSo() throws IOException {
    try (RunningServer server = RunningServer.start()) {
      assertThat(ask(server, "/proxy.pac", "proxy.example:9090"))
          .startsWith("HTTP/1.1 404 ")
          .contains("No listener for proxy clients can be reached from where you are.");
      assertThat(ask(server, "/setup", "proxy.example:9090"))
          .startsWith("HTTP/1.1 200 ")
          .contains("No listener for proxy clients can be reached from where you are.");
    }
  }

  @Test
  void thePageForPeopleRunsNothingOfOthers() throws IOException {
    try (RunningServer server = RunningServer.start()) {
      assertThat(ask(server, "/setup", "127.0.0.1:9090"))
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("\r\ncontent-type: text/html; charset=utf-8\r\n")
          .containsIgnoringCase("\r\ncache-control: no-store\r\n")
          .containsIgnoringCase(
              "\r\ncontent-security-policy: default-src 'none'; script-src 'self'; style-src 'self';")
          .doesNotContain("unsafe-inline")
          .contains("<code>http://127.0.0.1:9090/proxy.pac</code>");
    }
  }

  @Test
  void aLineThatIsCopiedFromThereWorks() throws IOException {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      scene.origin().serve("/", "served through the proxy");
      String page = ask(scene.server(), "/setup", "localhost:9090");
      Matcher line = Pattern.compile("<code>(curl -x [^<]+)</code>").matcher(page);
      assertThat(line.find()).isTrue();
      String there = line.group(1).replace("https://example.org", scene.url(""));
      assertThat(Command.of("sh", "-c", there).fromPackage("curl").run().successful().stdout())
          .isEqualTo("served through the proxy");
      scene.awaitEnds(1);
    }
  }
}
