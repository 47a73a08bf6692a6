package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyLoaderTest {

  private static final Secret PASSWORD = new Secret(OpenSslFiles.PASSWORD);
  private static final Secret WRONG = new Secret("battery staple");

  @TempDir private Path directory;

  @Test
  void loadsAPemKeyAndItsCertificate() {
    Path key = files().ecKey("key.pem");

    assertThat(identity(new KeyMaterial.Pem(certificate(key), key, null)).chain()).hasSize(1);
  }

  @Test
  void loadsAChainInItsOrder() throws IOException {
    Path key = files().ecKey("key.pem");
    Path issuer = files().certificate("issuer.pem", files().ecKey("issuer-key.pem"));
    Path chain =
        files().text("chain.pem", Files.readString(certificate(key)) + Files.readString(issuer));

    assertThat(identity(new KeyMaterial.Pem(chain, key, null)).chain()).hasSize(2);
  }

  @Test
  void loadsAnEncryptedKey() {
    Path plain = files().ecKey("plain.pem");
    Path key = files().encrypted("key.pem", plain, "-v2", "aes-256-cbc");

    assertThat(identity(new KeyMaterial.Pem(certificate(plain), key, PASSWORD)).key()).isNotNull();
  }

  static List<List<String>> pkcs12Forms() {
    return List.of(
        List.of(),
        List.of("-legacy"),
        List.of("-keypbe", "AES-256-CBC", "-certpbe", "AES-256-CBC", "-macalg", "sha512"));
  }

  @ParameterizedTest
  @MethodSource("pkcs12Forms")
  void loadsAPkcs12File(List<String> options) {
    Path file = pkcs12(OpenSslFiles.PASSWORD, options.toArray(String[]::new));

    assertThat(identity(new KeyMaterial.Pkcs12(file, PASSWORD)).chain()).hasSize(1);
  }

  @Test
  void loadsAPkcs12FileWithAnEmptyPassword() {
    Path file = pkcs12("");

    assertThat(identity(new KeyMaterial.Pkcs12(file, new Secret(""))).chain()).hasSize(1);
  }

  @Test
  void namesThePasswordThatDoesNotOpenAPkcs12File() {
    Path file = pkcs12(OpenSslFiles.PASSWORD);

    assertThat(problem(new KeyMaterial.Pkcs12(file, WRONG)))
        .startsWith(file + ": ")
        .contains("password")
        .doesNotContain(WRONG.value());
  }

  @Test
  void namesThePasswordThatDoesNotOpenAKey() {
    Path plain = files().ecKey("plain.pem");
    Path key = files().encrypted("key.pem", plain, "-v2", "aes-256-cbc");

    assertThat(problem(new KeyMaterial.Pem(certificate(plain), key, WRONG)))
        .startsWith(key + ": ")
        .contains("password")
        .doesNotContain(WRONG.value());
  }

  @Test
  void saysThatAnEncryptedKeyNeedsItsPassword() {
    Path plain = files().ecKey("plain.pem");
    Path key = files().encrypted("key.pem", plain, "-v2", "aes-256-cbc");

    assertThat(problem(new KeyMaterial.Pem(certificate(plain), key, null)))
        .startsWith(key + ": ")
        .contains("password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v2 des3", "-scrypt"})
  void refusesAKeyUnderAnEncryptionThatIsNotKnown(String options) {
    Path plain = files().ecKey("plain.pem");
    Path key = files().encrypted("key.pem", plain, options.split(" "));

    assertThat(problem(new KeyMaterial.Pem(certificate(plain), key, PASSWORD)))
        .startsWith(key + ": ");
  }

  @Test
  void tellsTheKeyOfAnotherCertificate() {
    Path certificate = certificate(files().ecKey("key.pem"));
    Path other = files().ecKey("other.pem");

    assertThat(problem(new KeyMaterial.Pem(certificate, other, null)))
        .isEqualTo(
            other + ": this private key does not belong to the certificate in " + certificate);
  }

  @Test
  void tellsAPkcs12FileWithoutACertificate() {
    Path file =
        files().pkcs12("id.p12", OpenSslFiles.PASSWORD, files().ecKey("key.pem"), "-nocerts");

    assertThat(problem(new KeyMaterial.Pkcs12(file, PASSWORD)))
        .isEqualTo(file + ": holds no private key with a certificate");
  }

  @Test
  void tellsFilesThatAreNotThere() {
    Path key = files().ecKey("key.pem");
    Path missing = directory.resolve("missing");

    assertThat(
            List.of(
                problem(new KeyMaterial.Pem(missing, key, null)),
                problem(new KeyMaterial.Pem(certificate(key), missing, null)),
                problem(new KeyMaterial.Pkcs12(missing, PASSWORD))))
        .allSatisfy(p -> assertThat(p).startsWith(missing + ": there is no such file"));
  }

  @Test
  void tellsDirectories() {
    Path key = files().ecKey("key.pem");

    assertThat(
            List.of(
                problem(new KeyMaterial.Pem(directory, key, null)),
                problem(new KeyMaterial.Pem(certificate(key), directory, null)),
                problem(new KeyMaterial.Pkcs12(directory, PASSWORD))))
        .allSatisfy(p -> assertThat(p).startsWith(directory + ": is a directory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "-----BEGIN CERTIFICATE-----\nMA==\n"})
  void tellsFilesOfAnotherKind(String content) {
    Path key = files().ecKey("key.pem");
    Path garbage = files().text("garbage", content);

    assertThat(
            List.of(
                problem(new KeyMaterial.Pem(garbage, key, null)),
                problem(new KeyMaterial.Pem(certificate(key), garbage, null)),
                problem(new KeyMaterial.Pkcs12(garbage, PASSWORD))))
        .allSatisfy(p -> assertThat(p).startsWith(garbage + ": "));
  }

  @Test
  void tellsAKeyInDer() throws IOException {
    Path key = files().ecKey("key.pem");
    Path der = files().encrypted("key.der", key, "-nocrypt", "-outform", "DER");

    assertThat(problem(new KeyMaterial.Pem(certificate(key), der, null))).startsWith(der + ": ");
  }

  private Path certificate(Path key) {
    return files().certificate("certificate.pem", key);
  }

  private Path pkcs12(String password, String... options) {
    Path key = files().ecKey("key.pem");
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "-in";
    all[options.length + 1] = certificate(key).toString();
    return files().pkcs12("id.p12", password, key, all);
  }

  private OpenSslFiles files() {
    return new OpenSslFiles(directory);
  }

  private static KeyLoader.Loaded.Identity identity(KeyMaterial material) {
    KeyLoader.Loaded loaded = KeyLoader.load(material);
    assertThat(loaded).isInstanceOf(KeyLoader.Loaded.Identity.class);
    return (KeyLoader.Loaded.Identity) loaded;
  }

  private static String problem(KeyMaterial material) {
    KeyLoader.Loaded loaded = KeyLoader.load(material);
    assertThat(loaded).isInstanceOf(KeyLoader.Loaded.Problem.class);
    return ((KeyLoader.Loaded.Problem) loaded).text();
  }
}
