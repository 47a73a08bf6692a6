package io.github.httptunnel.server;

import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.HttpOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that finds its proxy in the PAC file. */
class PacIT {

  @TempDir private Path folder;

  /** A name that only the proxy can look up. */
  @Test
  void sendsABrowserThroughTheProxy() throws IOException, InterruptedException {
    try (DnsPeer dns = DnsPeer.start().answer("site.example", DnsAnswer.addresses("127.0.0.1"));
        HttpOrigin origin = HttpOrigin.start()) {
      origin.serve("/page.html", "<!DOCTYPE html><p>through the proxy</p>");
      Files.writeString(
          folder.resolve("http-tunnel.yaml"),
          """
          access: { private_targets: allow }
          dns: { servers: ["127.0.0.1:%d"] }
          """
              .formatted(dns.address().getPort()));
      try (BuiltProgram program =
              BuiltProgram.serve(
                  folder, "--bind", "127.0.0.1:0", "--admin", "127.0.0.1:0", "http");
          Browser browser =
              Browser.open(
                  folder,
                  "--proxy-pac-url=http://127.0.0.1:" + program.admin().getPort() + "/proxy.pac")) {
        browser
            .visit("http://site.example:" + origin.port() + "/page.html")
            .awaitText("p", "through the proxy");
      }
    }
  }
}
