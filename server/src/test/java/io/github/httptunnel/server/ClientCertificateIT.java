package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.server.identity.AuthConfig.Require;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.tls.ClientCertificates;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that must say who they are, with certificates; curl on real sockets. */
class ClientCertificateIT {

  private final Certificates authority = Certificates.named("Clients");

  @TempDir Path folder;
  private Path users;
  private ClientCertificates believed;

  @BeforeEach
  void write() throws IOException {
    users =
        Files.writeString(
            folder.resolve("users.htpasswd"), "bob:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n");
    Path clients = Files.createDirectory(folder.resolve("clients"));
    believed =
        new ClientCertificates(
            authority.writeAuthority(clients), ClientCertificates.Name.SUBJECT, null);
  }

  @Test
  void aClientIsKnownByItsCertificate() {
    try (Scene scene = start(null, Require.ALL)) {
      curl(scene, authority.client("alice"), scene.url("/")).successful();

      assertThat(scene.awaitEnd().user()).isEqualTo("alice");
    }
  }

  @Test
  void aClientWithoutACertificateDoesNotGetPastTheHandshake() {
    try (Scene scene = start(null, Require.ALL)) {
      assertThat(Curl.run(scene, scene.url("/")).exit()).isNotZero();

      assertThat(end(scene)).isEqualTo("unauthenticated_certificate in handshake");
      assertThat(scene.origin().connections()).isZero();
    }
  }

  @Test
  void aClientWithAStrangersCertificateDoesNotGetPastTheHandshake() {
    try (Scene scene = start(null, Require.ALL)) {
      Identity stranger = Certificates.named("Clients").client("alice");

      assertThat(curl(scene, stranger, scene.url("/")).exit()).isNotZero();

      assertThat(end(scene)).isEqualTo("unauthenticated_certificate in handshake");
    }
  }

  @Test
  void aCertificateIsNotEnoughWhereBothAreWanted() {
    try (Scene scene = start(users, Require.ALL)) {
      CommandResult result = curl(scene, authority.client("alice"), scene.url("/"));

      assertThat(result.stderr()).contains("407");
      assertThat(end(scene)).isEqualTo("unauthenticated_missing in negotiate");
    }
  }

  @Test
  void thePasswordNamesTheUserWhereBothAreWanted() {
    try (Scene scene = start(users, Require.ALL)) {
      curl(scene, authority.client("alice"), "--proxy-user", "bob:pass", scene.url("/"))
          .successful();

      assertThat(scene.awaitEnd().user()).isEqualTo("bob");
    }
  }

  @Test
  void aCertificateIsEnoughWhereOneOfTheTwoIsWanted() {
    try (Scene scene = start(users, Require.ANY)) {
      curl(scene, authority.client("alice"), scene.url("/")).successful();

      assertThat(scene.awaitEnd().user()).isEqualTo("alice");
    }
  }

  @Test
  void aPasswordIsEnoughWhereOneOfTheTwoIsWanted() {
    try (Scene scene = start(users, Require.ANY)) {
      Curl.run(scene, "--proxy-user", "bob:pass", scene.url("/")).successful();

      assertThat(scene.awaitEnd().user()).isEqualTo("bob");
    }
  }

  private Scene start(@Nullable Path passwords, Require require) {
    AuthConfig auth = new AuthConfig(passwords, "office", null, believed, require);
    return Scene.start(folder, Scheme.HTTPS, Scheme.HTTPS, Configs.auth(auth));
  }

  private CommandResult curl(Scene scene, Identity identity, String... arguments) {
    return Curl.through(scene, arguments)
        .and("--proxy-cert", identity.writeCertificate(folder, "client.pem").toString())
        .and("--proxy-key", identity.writeKey(folder, "client.key").toString())
        .run();
  }

  private static String end(Scene scene) {
    TunnelStats stats = scene.server().awaitEnd();
    return stats.outcome() instanceof Outcome.Refused(Refusal refusal, Phase phase)
        ? refusal.code() + " in " + phase.code()
        : stats.outcome().toString();
  }
}
