package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is measured. */
final class RouteOptions {

  @Option(
      names = "--proxy",
      paramLabel = "HOST:PORT|direct",
      required = true,
      description = "What tunnels go through; 'direct' measures without a proxy.")
  private Hop proxy = new Hop("direct", null);

  @Option(
      names = "--fixed",
      description = "The proxy leads to the origin by itself: no CONNECT is sent.")
  private boolean fixed;

  @Option(
      names = "--origin",
      paramLabel = "HOST:PORT",
      description = "A running 'origin'. Without it there is one in this process.")
  private @Nullable Endpoint origin;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "Repeated in the result, for whoever reads many of them.")
  private @Nullable String label;

  /** Makes sure of an origin, and of the way to it. */
  Site open() throws IOException {
    if (origin != null) {
      return new Site(proxy.to(origin.address(), fixed), null);
    }
    Origin own = Origin.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    return new Site(proxy.to(own.address(), fixed), own);
  }

  /** A report that begins with what is measured. */
  Report report(String experiment) {
    return new Report()
        .put("experiment", experiment)
        .put("label", label)
        .put("proxy", proxy.text());
  }
}
