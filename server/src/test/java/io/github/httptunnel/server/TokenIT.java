package io.github.httptunnel.server;

import static io.github.httptunnel.server.Reloading.echoes;
import static io.github.httptunnel.server.Reloading.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.server.identity.TokenConfig;
import io.github.httptunnel.server.identity.TokenConfig.KeySource;
import io.github.httptunnel.server.identity.Tokens;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that must say who they are, with tokens; real sockets. */
class TokenIT {

  private final Tokens issuer = Tokens.elliptic("one");

  @TempDir private Path folder;
  private Path keys;

  @BeforeEach
  void publish() throws IOException {
    keys = Files.writeString(folder.resolve("keys.jwks"), Tokens.published(issuer));
  }

  private static AuthConfig auth(KeySource source, boolean outlive) {
    return AuthConfig.tokens(
        new TokenConfig(source, Tokens.ISSUER, Tokens.AUDIENCE, "sub", "roles", outlive));
  }

  private RunningServer start(boolean outlive) {
    return RunningServer.start(Configs.auth(auth(new KeySource.InFile(keys), outlive)));
  }

  private static RawClient ask(RunningServer server, EchoPeer target, String login) {
    RawClient client = server.connect();
    client.send(
        "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nProxy-Authorization: %2$s\r\n\r\n"
            .formatted(target.authority(), login));
    return client;
  }

  private static RawClient tunnel(RunningServer server, EchoPeer target, String token) {
    RawClient client = ask(server, target, "Bearer " + token);
    assertThat(client.readHead().status()).isEqualTo(200);
    echoes(client);
    return client;
  }

  private static String refusal(RunningServer server) {
    return server.awaitEnd().outcome() instanceof Outcome.Refused(var refusal, _)
        ? refusal.code()
        : "not refused";
  }

  @Test
  void aTokenOpensATunnelAndNamesItsUser() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(false);
        RawClient client = tunnel(server, target, issuer.token())) {
      client.halfClose();
      client.readToEnd();
      TunnelStats stats = server.awaitEnd();
      assertThat(stats.user()).isEqualTo("alice");
    }
  }

  @Test
  void aTokenThatDoesNotCountIsRefusedAsSuch() {
    Tokens forger = Tokens.elliptic("one");
    List<String> tokens =
        List.of(
            issuer.tokenUntil(Instant.now().minusSeconds(61)),
            issuer.token(claims -> claims.setIssuer("https://others.example")),
            issuer.token(claims -> claims.setAudience("others")),
            issuer.token(claims -> claims.unsetClaim("exp")),
            forger.token(),
            "eyJhbGciOiJub25lIn0." + issuer.token().split("\\.", -1)[1] + ".",
            "a".repeat(4_000) + "." + "b".repeat(4_000) + "." + "c".repeat(4_000),
            "garbage");
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(false)) {
      for (String token : tokens) {
        try (RawClient client = ask(server, target, "Bearer " + token)) {
          HttpHead head = client.readHead();
          assertThat(head.status()).isEqualTo(407);
          assertThat(head.headers("Proxy-Authenticate"))
              .containsExactly("Bearer realm=\"http-tunnel\", error=\"invalid_token\"");
        }
        assertThat(refusal(server)).isEqualTo("unauthenticated_token");
      }
    }
  }

  @Test
  void whoShowsNothingIsToldOfBothWays() throws IOException {
    Path users =
        Files.writeString(folder.resolve("users"), "bob:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n");
    AuthConfig tokens = auth(new KeySource.InFile(keys), false);
    AuthConfig both = new AuthConfig(users, "office", tokens.tokens(), null, tokens.require());
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.auth(both))) {
      try (RawClient client = ask(server, target, "Negotiate abc")) {
        assertThat(client.readHead().headers("Proxy-Authenticate"))
            .containsExactly(
                "Basic realm=\"office\", charset=\"UTF-8\"", "Bearer realm=\"office\"");
      }
      assertThat(refusal(server)).isEqualTo("unauthenticated_scheme");
      RawClient alice = tunnel(server, target, issuer.token());
      end(alice, server);
      alice.close();
      try (RawClient bob = ask(server, target, "Basic Ym9iOnBhc3M=")) {
        assertThat(bob.readHead().status()).isEqualTo(200);
        end(bob, server);
      }
    }
  }

  @Test
  void aTunnelDoesNotOutliveItsToken() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(false);
        RawClient client =
            tunnel(server, target, issuer.tokenUntil(Instant.now().minusSeconds(58)))) {
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
    }
  }

  @Test
  void aTunnelMayOutliveItsTokenIfTheOperatorWantsIt() {
    String token = issuer.tokenUntil(Instant.now().minusSeconds(59));
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(true);
        RawClient client = tunnel(server, target, token)) {
      await().until(() -> status(server, target, token) == 407);
      echoes(client);
      end(client, server);
    }
  }

  @Test
  void aKeyThatIsWithdrawnEndsItsTunnels() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(true);
        RawClient client = tunnel(server, target, issuer.token())) {
      Files.writeString(keys, Tokens.published(Tokens.elliptic("another")));
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
    }
  }

  @Test
  void keysAreFetchedFromTheWeb() throws IOException {
    Certificates authority = Certificates.create();
    HttpsServer web = web(authority, Tokens.published(issuer));
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(onWeb(authority, web.getAddress().getPort()));
        RawClient client = tunnel(server, target, issuer.token())) {
      end(client, server);
    } finally {
      web.stop(0);
    }
  }

  @Test
  void withoutKeysNothingIsSaidAboutTokens() throws IOException {
    Certificates authority = Certificates.create();
    HttpsServer web = web(authority, "<html>not found</html>");
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(onWeb(authority, web.getAddress().getPort()))) {
      assertThat(status(server, target, issuer.token())).isEqualTo(503);
    } finally {
      web.stop(0);
    }
  }

  private UnaryOperator<ServerConfig> onWeb(Certificates authority, int port) {
    URI url = URI.create("https://localhost:" + port + "/keys");
    Path ca = authority.writeAuthority(folder);
    return Configs.auth(auth(new KeySource.OnWeb(url, ca), false));
  }

  private static HttpsServer web(Certificates authority, String answer) throws IOException {
    HttpsServer web =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext(authority.server())));
    web.createContext(
        "/keys",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    web.start();
    return web;
  }

  private static int status(RunningServer server, EchoPeer target, String token) {
    try (RawClient client = ask(server, target, "Bearer " + token)) {
      int status = client.readHead().status();
      if (status == 200) {
        client.halfClose();
        client.readToEnd();
      }
      return status;
    } finally {
      server.awaitEnd();
    }
  }
}
