package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.Credentials.Kind;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated.Lack;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that must say who they are, with passwords; real clients, real sockets. */
class LoginIT {

  private static final String BCRYPT =
      "$2b$04$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR6";

  @TempDir Path folder;
  private Path users;

  @BeforeEach
  void write() throws IOException {
    users = Files.writeString(folder.resolve("users.htpasswd"), "alice:" + BCRYPT + "\n");
  }

  @ParameterizedTest
  @CsvSource({"HTTP, HTTP", "HTTP, HTTPS", "HTTPS, HTTP", "HTTPS, HTTPS"})
  void curlIsServedWithTheRightPassword(Scheme toProxy, Scheme toOrigin) {
    try (Scene scene = start(toProxy, toOrigin)) {
      Curl.run(scene, "--proxy-user", "alice:pass", scene.url("/")).successful();

      assertThat(scene.awaitEnd().user()).isEqualTo("alice");
      assertThat(scene.origin().requests().getFirst().head().raw())
          .doesNotContainIgnoringCase("Proxy-Authorization");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void curlIsToldThatItsPasswordIsWrong(Scheme toProxy) {
    try (Scene scene = start(toProxy, Scheme.HTTPS)) {
      CommandResult result = Curl.run(scene, "--proxy-user", "alice:wrong", scene.url("/"));

      assertThat(result.exit()).isEqualTo(56);
      assertThat(result.stderr()).contains("407");
      assertThat(scene.server().awaitEnd().outcome()).isEqualTo(refused(Lack.WRONG));
      assertThat(scene.origin().connections()).isZero();
    }
  }

  @Test
  void curlIsToldWhatToShow() {
    try (Scene scene = start(Scheme.HTTP, Scheme.HTTP)) {
      CommandResult result = Curl.run(scene, "-i", scene.url("/")).successful();

      assertThat(result.stdout())
          .startsWith("HTTP/1.1 407 Proxy Authentication Required")
          .contains("Proxy-Authenticate: Basic realm=\"http-tunnel\", charset=\"UTF-8\"")
          .contains("--proxy-user NAME:PASSWORD");
      assertThat(scene.server().awaitEnd().outcome()).isEqualTo(refused(Lack.MISSING));
    }
  }

  @Test
  void curlAsksAndAnswersOnOneConnection() {
    try (Scene scene = start(Scheme.HTTP, Scheme.HTTP)) {
      CommandResult result =
          Curl.run(
                  scene,
                  "--proxy-anyauth",
                  "--proxy-user",
                  "alice:pass",
                  "-w",
                  "%{num_connects}",
                  "-o",
                  "/dev/null",
                  scene.url("/"))
              .successful();

      assertThat(result.stdout()).isEqualTo("1");
      assertThat(scene.server().awaitEnd().outcome()).isEqualTo(refused(Lack.MISSING));
      assertThat(scene.awaitEnd().user()).isEqualTo("alice");
    }
  }

  @Test
  void theJdksClientIsServedOnceItIsAsked() throws Exception {
    try (Scene scene = start(Scheme.HTTP, Scheme.HTTP);
        HttpClient client =
            HttpClient.newBuilder()
                .proxy(ProxySelector.of(scene.server().address()))
                .authenticator(
                    new Authenticator() {
                      @Override
                      protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("alice", "pass".toCharArray());
                      }
                    })
                .build()) {
      HttpRequest get = HttpRequest.newBuilder(URI.create(scene.url("/"))).build();

      assertThat(client.send(get, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(scene.server().awaitEnd().outcome()).isEqualTo(refused(Lack.MISSING));
      assertThat(scene.awaitEnd().user()).isEqualTo("alice");
    }
  }

  @Test
  void okHttpIsServedOnceItIsAsked() throws Exception {
    try (Scene scene = start(Scheme.HTTP, Scheme.HTTPS)) {
      OkHttpClient client =
          new OkHttpClient.Builder()
              .proxy(new Proxy(Proxy.Type.HTTP, scene.server().address()))
              .proxyAuthenticator((_, response) ->
                  isAsked(response)
                      ? response
                          .request()
                          .newBuilder()
                          .header("Proxy-Authorization", Credentials.basic("alice", "pass"))
                          .build()
                      : null)
              .sslSocketFactory(
                  scene.certificates().clientContext().getSocketFactory(),
                  scene.certificates().trustManager())
              .build();
      try (Response response =
          client.newCall(new Request.Builder().url(scene.url("/")).build()).execute()) {
        assertThat(response.body().string()).isEqualTo("ok");
      }
      client.connectionPool().evictAll();

      List<TunnelStats> ends = List.of(scene.server().awaitEnd(), scene.server().awaitEnd());
      assertThat(ends).extracting(TunnelStats::user).containsExactlyInAnyOrder(null, "alice");
    }
  }

  /** OkHttp asks its caller before any proxy has, by a challenge of its own. */
  private static boolean isAsked(Response response) {
    return response.challenges().stream()
        .noneMatch(challenge -> challenge.scheme().equalsIgnoreCase("OkHttp-Preemptive"));
  }

  @Test
  void apachesClientIsServedOnceItIsAsked() throws Exception {
    try (Scene scene = start(Scheme.HTTPS, Scheme.HTTPS)) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(
          new AuthScope(null, -1), new UsernamePasswordCredentials("alice", "pass".toCharArray()));
      try (CloseableHttpClient client =
          HttpClients.custom()
              .setProxy(HttpHost.create(URI.create(scene.proxy())))
              .setDefaultCredentialsProvider(credentials)
              .setConnectionManager(
                  PoolingHttpClientConnectionManagerBuilder.create()
                      .setTlsSocketStrategy(
                          new DefaultClientTlsStrategy(scene.certificates().clientContext()))
                      .build())
              .build()) {
        int status =
            client.execute(
                new HttpGet(scene.url("/")),
                response -> {
                  EntityUtils.consume(response.getEntity());
                  return response.getCode();
                });
        assertThat(status).isEqualTo(200);
      }

      List<TunnelStats> ends = List.of(scene.server().awaitEnd(), scene.server().awaitEnd());
      assertThat(ends).extracting(TunnelStats::user).containsExactlyInAnyOrder(null, "alice");
    }
  }

  @Test
  void whoeverIsAddedIsServedAndWhoeverIsTakenOutIsNot() throws Exception {
    try (RunningServer server = RunningServer.start(Configs.auth(AuthConfig.passwords(users)))) {
      assertThat(status(server, "alice:pass")).isEqualTo(403);

      Files.writeString(users, "bob:" + BCRYPT + "\n");

      await().pollInterval(Duration.ofMillis(200)).until(() -> status(server, "alice:pass") == 407);
      assertThat(status(server, "bob:pass")).isEqualTo(403);
      server.stop();
    }
  }

  @Test
  void whoeverGuessesIsNotHeardForAWhileAndWhoeverIsKnownIs() {
    try (RunningServer server = RunningServer.start(Configs.auth(AuthConfig.passwords(users)))) {
      assertThat(status(server, "alice:pass")).isEqualTo(403);
      int guesses = 0;
      while (status(server, "alice:guess" + guesses) == 407 && guesses < 100) {
        guesses++;
      }

      assertThat(guesses).isBetween(20, 25);
      assertThat(status(server, "alice:another")).isEqualTo(429);
      assertThat(status(server, "alice:pass")).isEqualTo(403);
      server.stop();
    }
  }

  private Scene start(Scheme toProxy, Scheme toOrigin) {
    return Scene.start(folder, toProxy, toOrigin, Configs.auth(AuthConfig.passwords(users)));
  }

  /** Of a CONNECT that leads nowhere: 403 to those who are known. */
  private static int status(RunningServer server, String pair) {
    String token = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    try (RawClient client = server.connect()) {
      client.send(
          "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nProxy-Authorization: Basic %2$s\r\n\r\n"
              .formatted("127.0.0.1:" + server.address().getPort(), token));
      HttpHead head = client.readHead();
      return head.status();
    }
  }

  private static Outcome refused(Lack lack) {
    return new Outcome.Refused(
        new Unauthenticated(lack, new Challenge("http-tunnel", Set.of(Kind.PASSWORD))),
        Phase.NEGOTIATE);
  }
}
