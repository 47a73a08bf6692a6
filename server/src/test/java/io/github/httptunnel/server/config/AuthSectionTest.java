package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.server.identity.TokenConfig;
import io.github.httptunnel.tls.ClientCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  void takesTheUsualClaimsAndEndsTunnelsWithTheirTokens() {
    TokenConfig tokens =
        ConfigText.load(tokens("jwks: 'https://login.example/keys', issuer: i, audience: a"))
            .listeners()
            .getFirst()
            .auth()
            .tokens();
    assertThat(tokens)
        .isEqualTo(
            new TokenConfig(
                new TokenConfig.KeySource.OnWeb(URI.create("https://login.example/keys"), null),
                "i",
                "a",
                "sub",
                null,
                false));
  }

  @Test
  void saysThatTokensFromOtherMachinesCanBeRead() {
    assertThat(
            warnings(
                "bind: 0.0.0.0:8080, auth: { jwt: { jwks: '"
                    + FOLDER
                    + "keys.jwks', issuer: i, audience: a } }"))
        .contains("listeners[0].auth: tokens come in the clear from other machines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "issuer: i, audience: a                           | 'jwks' is missing",
        "jwks: 'https://a.example/k', audience: a         | 'issuer' is missing",
        "jwks: 'https://a.example/k', issuer: i           | 'audience' is missing",
        "jwks: 'http://a.example/k', issuer: i, audience: a  | is not https, so that anybody on the way",
        "jwks: 'ftp://a.example/k', issuer: i, audience: a   | is not https",
        "jwks: 'https://u:p@a.example/', issuer: i, audience: a | is no URL of a host and a path alone",
        "jwks: 'https:///keys', issuer: i, audience: a    | is no URL of a host and a path alone",
        "jwks: gone.jwks, issuer: i, audience: a          | does not exist",
        "jwks: src/test/resources/config/word.txt, issuer: i, audience: a | word.txt: is no set of JSON Web Keys",
        "jwks: src/test/resources/config/keys.jwks, ca: src/test/resources/config/cert.pem, issuer: i, audience: a | goes only with a jwks on the web",
        "jwks: 'https://a.example/k', issuer: '', audience: a | is empty, too long"
      })
  void saysWhatIsWrongWithTokens(String jwt, String problem) {
    assertThat(ConfigText.report(ConfigText.read(tokens(jwt)))).contains(problem);
  }

  private static String tokens(String jwt) {
    return "listeners: [ { auth: { jwt: { " + jwt + " } } } ]";
  }

  @Test
  void groupsOfTokensNeedNotStandInTheFile() {
    String rule = "access: { rules: [ { deny: { groups: [staff] } } ] }\n";
    String jwt = "jwks: 'https://login.example/keys', issuer: i, audience: a";
    assertThat(ConfigText.report(ConfigText.read(rule + tokens(jwt))))
        .contains("'staff' names no group");
    assertThat(ConfigText.warnings(ConfigText.read(rule + tokens(jwt + ", groups_claim: g"))))
        .isEmpty();
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
