package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.server.identity.TokenConfig;
import io.github.httptunnel.tls.ClientCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients say who they are, and what is odd about it. */
class AuthSectionTest {

  private static final String FOLDER = "src/test/resources/config/";
  private static final String USERS = "auth: { users: " + FOLDER + "users.htpasswd }";
  private static final String TLS = "tls: { pkcs12: " + FOLDER + "id.p12 }";

  @Test
  void readsHowClientsSayWhoTheyAre() throws IOException {
    assertThat(read().listeners().getFirst().auth())
        .isEqualTo(
            new AuthConfig(
                Path.of(FOLDER).resolve("users.htpasswd"),
                "office",
                new TokenConfig(
                    new TokenConfig.KeySource.InFile(Path.of(FOLDER).resolve("keys.jwks")),
                    "https://login.example",
                    "http-tunnel",
                    "email",
                    "roles",
                    true),
                new ClientCertificates(
                    Path.of(FOLDER).resolve("cert.pem"),
                    ClientCertificates.Name.SAN,
                    Path.of(FOLDER).resolve("word.txt")),
                AuthConfig.Require.ANY));
  }

  @Test
  void asksNobodyByDefault() {
    assertThat(ServerConfig.defaults().listeners().getFirst().auth()).isNull();
  }

  @Test
  void wantsBothWhereBothAreThereAndNothingElseIsSaid() {
    AuthConfig auth =
        ConfigText.load(
                """
                listeners:
                  - tls: { pkcs12: src/test/resources/config/id.p12 }
                    auth:
                      users: src/test/resources/config/users.htpasswd
                      client_certificates: { ca: src/test/resources/config/cert.pem }
                """)
            .listeners()
            .getFirst()
            .auth();
    assertThat(auth.require()).isEqualTo(AuthConfig.Require.ALL);
    assertThat(auth.certificates().user()).isEqualTo(ClientCertificates.Name.SUBJECT);
    assertThat(auth.realm()).isEqualTo("http-tunnel");
  }

  @Test
  void saysThatPasswordsFromOtherMachinesCanBeRead() {
    assertThat(warnings("bind: 0.0.0.0:8080, " + USERS))
        .isEqualTo(
            "test.yaml:1:42: warning: listeners[0].auth: passwords come in the clear from other"
                + " machines: anybody on the way can read them (tls beside auth protects them)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "'[::1]:8080'"})
  void isSilentAboutPasswordsOfThisMachine(String bind) {
    assertThat(warnings("bind: " + bind + ", " + USERS)).isEmpty();
  }

  @Test
  void isSilentAboutPasswordsInsideTls() {
    assertThat(warnings("bind: 0.0.0.0:8080, " + TLS + ", " + USERS)).isEmpty();
  }

  @Test
  void saysThatNobodyCanBeServedYet() {
    assertThat(warnings("auth: { users: " + FOLDER + "nobody.htpasswd }"))
        .contains("nobody.htpasswd holds no user, so nobody is served");
  }

  private static ServerConfig read() throws IOException {
    Path folder = Path.of(FOLDER);
    byte[] yaml = Files.readAllBytes(folder.resolve("every-key.yaml"));
    return ConfigText.loaded(ConfigText.read(yaml, Map.of(), folder)).config();
  }

  private static String warnings(String listener) {
    return ConfigText.warnings(ConfigText.read("listeners: [ { " + listener + " } ]"));
  }
}
