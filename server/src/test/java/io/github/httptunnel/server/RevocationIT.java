package io.github.httptunnel.server;

import static io.github.httptunnel.server.Reloading.echoes;
import static io.github.httptunnel.server.Reloading.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.access.ListsMatcher;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tls.ClientCertificates;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files change while tunnels are open, and nobody says so to the program. */
class RevocationIT {

  private static final String ALICE = "alice:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n";
  private static final String BOB = "bob:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n";
  private static final String ALICE_ANEW = "alice:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=\n";

  @TempDir private Path folder;

  @Test
  void aListThatGrowsEndsTunnelsToWhatItListsNow() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "# nothing yet\n");
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(denied(list));
        RawClient listed = server.tunnel("localhost:" + target.port());
        RawClient other = server.tunnel(target.authority())) {
      echoes(listed);
      echoes(other);
      Files.writeString(list, "ads.example\n.localhost\n");
      assertRevoked(listed, server);
      echoes(other);
      end(other, server);
    }
  }

  @Test
  void aUserWhoIsTakenOutOfTheFileLosesTunnelsAndNobodyElseDoes() throws IOException {
    Path users = Files.writeString(folder.resolve("users"), ALICE + BOB);
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.auth(AuthConfig.passwords(users)));
        RawClient alice = tunnel(server.connect(), target, "alice:pass");
        RawClient bob = tunnel(server.connect(), target, "bob:pass")) {
      Files.writeString(users, BOB);
      assertRevoked(alice, server);
      echoes(bob);
      end(bob, server);
    }
  }

  @Test
  void aChangedPasswordEndsTunnelsOfTheOldOne() throws IOException {
    Path users = Files.writeString(folder.resolve("users"), ALICE);
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.auth(AuthConfig.passwords(users)));
        RawClient alice = tunnel(server.connect(), target, "alice:pass")) {
      Files.writeString(users, ALICE_ANEW);
      assertRevoked(alice, server);
    }
  }

  @Test
  void aFileThatIsWrittenAnewWithTheSameInItEndsNothing() throws IOException {
    Path users = Files.writeString(folder.resolve("users"), ALICE);
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.auth(AuthConfig.passwords(users)));
        RawClient alice = tunnel(server.connect(), target, "alice:pass");
        RawClient bob = server.connect()) {
      Files.writeString(users, "# one more\n" + ALICE + BOB);
      RawClient known = knownAtLast(bob, server, target);
      echoes(alice);
      end(alice, server);
      end(known, server);
    }
  }

  /** Asks until the file has been read again. */
  private static RawClient knownAtLast(RawClient client, RunningServer server, EchoPeer target) {
    ask(client, target, "bob:pass");
    while (client.readHead().status() == 407) {
      client.readToEnd();
      server.awaitEnd();
      client.close();
      client = server.connect();
      ask(client, target, "bob:pass");
    }
    return client;
  }

  @Test
  void aCertificateThatIsRevokedLosesItsTunnelsAndNoOtherDoes() {
    Certificates authority = Certificates.named("Clients");
    Identity alice = authority.client("alice");
    Identity bob = authority.client("bob");
    Identity carol = authority.client("carol");
    Path revoked = authority.writeRevoked(folder, carol);
    Identity own = authority.server();
    UnaryOperator<ServerConfig> tls =
        Configs.tls(
            new KeyMaterial.Pem(
                own.writeCertificate(folder, "cert.pem"), own.writeKey(folder, "key.pem"), null));
    AuthConfig asked =
        AuthConfig.certificates(
            new ClientCertificates(
                authority.writeAuthority(folder), ClientCertificates.Name.SUBJECT, revoked));
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.both(tls, Configs.auth(asked)));
        RawClient hers = tunnel(connect(server, authority, alice), target, null);
        RawClient his = tunnel(connect(server, authority, bob), target, null)) {
      authority.writeRevoked(folder, carol, alice);
      assertThat(hers.readToEnd().ending()).isNotEqualTo(Ending.OPEN);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
      echoes(his);
      end(his, server);
    }
  }

  private static RawClient connect(RunningServer server, Certificates authority, Identity who) {
    return RawClient.to(server.address()).connectTls(authority.clientContext(who), "localhost");
  }

  private static void assertRevoked(RawClient client, RunningServer server) {
    assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
    assertThat(server.awaitEnd().outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
  }

  private static RawClient tunnel(RawClient client, EchoPeer target, String login) {
    ask(client, target, login);
    assertThat(client.readHead().status()).isEqualTo(200);
    echoes(client);
    return client;
  }

  private static void ask(RawClient client, EchoPeer target, String login) {
    String field =
        login == null
            ? ""
            : "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    client.send(
        "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n%2$s\r\n".formatted(target.authority(), field));
  }

  private static UnaryOperator<ServerConfig> denied(Path list) {
    Rule rule =
        new Rule(
            new RuleRef("rules[0]"),
            Action.DENY,
            List.of(new ListsMatcher(Set.of("list"), true)),
            0);
    AccessConfig access =
        new AccessConfig(
            null,
            null,
            null,
            null,
            null,
            List.of(),
            Map.of("list", new ListSource(list, ListFormat.AUTO)),
            new RuleSet(List.of(rule), null));
    return Configs.access(access);
  }
}
