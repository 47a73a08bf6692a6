package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what is measured. */
final class RouteOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @ArgGroup private ProxyOptions proxy = new ProxyOptions();

  @Option(
      names = "--tls",
      description = "Speak TLS to the proxy; whose certificate it shows is not looked at.")
  private boolean tls;

  @Option(
      names = "--origin",
      paramLabel = "HOST:PORT",
      description =
          "Where tunnels lead: a running 'bench origin'. Without it there is one in this process,"
              + " which a proxy on this machine can reach.")
  private @Nullable Endpoint origin;

  /** What tunnels go through; without any of these they go to the origin directly. */
  private static final class ProxyOptions {

    @Option(
        names = "--proxy",
        paramLabel = "HOST:PORT",
        description = "An HTTP proxy, asked with CONNECT.")
    private @Nullable Endpoint http;

    @Option(
        names = "--socks5",
        paramLabel = "HOST:PORT",
        description = "A SOCKS5 proxy that wants no password.")
    private @Nullable Endpoint socks5;

    @Option(
        names = "--fixed",
        paramLabel = "HOST:PORT",
        description = "A relay that leads to a 'bench origin' without being asked.")
    private @Nullable Endpoint fixed;

    private @Nullable Endpoint any() {
      return http != null ? http : socks5 != null ? socks5 : fixed;
    }

    private String kind() {
      return http != null
          ? "connect"
          : socks5 != null ? "socks5" : fixed != null ? "fixed" : "direct";
    }
  }

  /** Makes sure of an origin, and of the way to it. */
  Site open(int threads) throws IOException {
    Endpoint peer = proxy.any();
    check(peer);
    if (origin != null || proxy.fixed != null) {
      Endpoint end = Objects.requireNonNull(origin == null ? proxy.fixed : origin);
      return new Site(route(peer, origin), end, null);
    }
    InetSocketAddress here = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    Origin own = Origin.start(here, threads);
    Endpoint end = Endpoint.of(own.address());
    return new Site(route(peer, end), end, own);
  }

  private void check(@Nullable Endpoint peer) throws IOException {
    if (peer == null && tls) {
      throw usage("--tls is for a proxy (expected with it: --proxy, --socks5 or --fixed)");
    }
    if (peer != null
        && origin == null
        && proxy.fixed == null
        && !peer.address().getAddress().isLoopbackAddress()) {
      throw usage(
          "--origin is missing, as "
              + peer
              + " is another machine (expected: where it reaches a running 'bench origin')");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private Route route(@Nullable Endpoint peer, @Nullable Endpoint target) throws IOException {
    Endpoint dialled = Objects.requireNonNull(peer == null ? target : peer);
    return new Route(dialled.address(), steps(target), tls ? TrustAll.context() : null);
  }

  private List<Step> steps(@Nullable Endpoint target) {
    if (proxy.http != null) {
      return List.of(new Connect(Objects.requireNonNull(target)));
    }
    return proxy.socks5 != null ? Socks5.to(Objects.requireNonNull(target)) : List.of();
  }

  /** Adds what is measured. */
  void report(Report report) {
    report.put("via", proxy.kind()).put("proxy", proxy.any()).put("tls", tls ? true : null);
  }
}
