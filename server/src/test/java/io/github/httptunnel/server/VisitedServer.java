package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.config.ConfigReader;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Explanation;
import io.github.httptunnel.server.identity.Tokens;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The program with all its entrances, whose rules change, and clients for each. Thread-safe. */
final class VisitedServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<SocketAddress, CompletableFuture<TunnelStats>> ends = new ConcurrentHashMap<>();
  private final Map<Visit, String> tokens = new ConcurrentHashMap<>();
  private final Tokens issuer = Tokens.elliptic("one");
  private final Path folder;
  private final String listeners;
  private final DnsPeer dns;
  private final Map<String, SSLContext> contexts;
  private final SSLContext nobody;
  private final RunningServer server;

  /**
   * Starts it without rules.
   *
   * @param fixed where the listener with a target of its own leads
   */
  VisitedServer(Path folder, String fixed, DnsPeer dns) throws IOException {
    this.folder = folder;
    this.dns = dns;
    this.listeners =
        Stream.of(Entrance.values())
            .map(entrance -> entrance.yaml(fixed))
            .collect(Collectors.joining("", "listeners:\n", ""));
    Certificates authority = Certificates.create();
    Identity identity = authority.server();
    identity.writeCertificate(folder, "cert.pem");
    identity.writeKey(folder, "key.pem");
    authority.writeAuthority(folder);
    this.nobody = authority.clientContext();
    this.contexts =
        Stream.of("ann", "eve", "carl", "zoe")
            .collect(
                Collectors.toMap(
                    user -> user, user -> authority.clientContext(authority.client(user))));
    Files.writeString(
        folder.resolve("users.htpasswd"),
        contexts.keySet().stream()
            .map(user -> user + ":{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n")
            .collect(Collectors.joining()));
    Files.writeString(folder.resolve("keys.jwks"), Tokens.published(issuer));
    Files.writeString(
        folder.resolve("trackers.txt"), "0.0.0.0 listed.example\n||tracker.example^\n");
    Files.writeString(folder.resolve("blocks.txt"), "127.3.0.0/16\n");
    ServerConfig config = read("");
    this.server = RunningServer.start(_ -> config, RunningServer.UNCONCERNED, this::observe);
  }

  private ServerConfig read(String rules) {
    try {
      Path file =
          Files.writeString(
              folder.resolve("http-tunnel.yaml"), listeners + Configs.NO_LIMITS + rules);
      return switch (new ConfigReader(_ -> null, _ -> null).read(file)) {
        case ConfigResult.Loaded loaded -> Configs.dns(dns).apply(loaded.config());
        case ConfigResult.Rejected rejected -> throw new AssertionError(rejected.report("nothing"));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void observe(TunnelEvent event) {
    if (event instanceof TunnelEvent.Closed(TunnelStats stats)) {
      end(stats.client().address()).complete(stats);
    }
  }

  private CompletableFuture<TunnelStats> end(SocketAddress client) {
    return ends.computeIfAbsent(client, _ -> new CompletableFuture<>());
  }

  /** From now on these rules hold. */
  void judgeBy(String rules) {
    assertThat(server.server().reload(read(rules))).isInstanceOf(ReloadResult.Applied.class);
  }

  int port(Entrance entrance) {
    return server.address(List.of(Entrance.values()).indexOf(entrance)).getPort();
  }

  Explanation explain(Visit visit) {
    return Objects.requireNonNull(
        server.server().explainer().explain(visit.question()).awaitUninterruptibly().getNow());
  }

  /**
   * What came of a request.
   *
   * @param status that the client got; 0: nothing came
   * @param stats absent if the connection was closed before it could ask
   */
  record Live(int status, @Nullable TunnelStats stats) {}

  /** Makes the request, and waits until it is over; one that cannot be made has no stats. */
  Live make(Visit visit, boolean served) {
    InetAddress to =
        visit.client().isLoopbackAddress() ? InetAddress.getLoopbackAddress() : visit.client();
    SocketAddress from = null;
    int status = 0;
    try (RawClient client =
        RawClient.to(new InetSocketAddress(to, port(visit.at())))
            .from(visit.client().getHostAddress())
            .connect()) {
      from = client.localAddress();
      status = ask(visit, client);
    } catch (UncheckedIOException closed) {
      assertThat(served).as("served, and yet: %s", closed).isFalse();
    }
    return new Live(status, served && from != null ? ended(from) : unasked(from));
  }

  private int ask(Visit visit, RawClient transport) {
    try (RawClient client =
        visit.at().isInTls() ? transport.startTls(context(visit), "localhost") : transport) {
      client.send(visit.request(credentials(visit)));
      String answer = client.receive(PATIENCE).text();
      return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
  }

  private SSLContext context(Visit visit) {
    return visit.user() == null ? nobody : Objects.requireNonNull(contexts.get(visit.user()));
  }

  private @Nullable String credentials(Visit visit) {
    return switch (visit.at()) {
      case PASSWORDS ->
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((visit.user() + ":pass").getBytes(StandardCharsets.UTF_8));
      case TOKENS -> "Bearer " + token(visit);
      case CLEAR, SEALED, CERTIFICATES, WIDE, FIXED -> null;
    };
  }

  private String token(Visit visit) {
    Visit person =
        new Visit(visit.at(), visit.client(), visit.user(), visit.groups(), "", visit.kind());
    return tokens.computeIfAbsent(
        person,
        _ ->
            issuer.token(claims -> {
              claims.setSubject(visit.user());
              claims.setStringListClaim("roles", List.copyOf(visit.groups()));
            }));
  }

  private TunnelStats ended(SocketAddress client) {
    try {
      TunnelStats stats = end(client).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      ends.remove(client);
      server.awaitEnd();
      return stats;
    } catch (Exception e) {
      throw new AssertionError("the request has no end", e);
    }
  }

  private @Nullable TunnelStats unasked(@Nullable SocketAddress client) {
    return client == null || !ends.containsKey(client) ? null : ended(client);
  }

  @Override
  public void close() {
    server.close();
  }
}
