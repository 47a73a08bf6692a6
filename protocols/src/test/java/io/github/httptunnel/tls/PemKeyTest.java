package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemKeyTest {

  private static final Secret PASSWORD = new Secret(OpenSslFiles.PASSWORD);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"RSA, RSA", "ED25519, EdDSA"})
  void readsPkcs8(String algorithm, String name) throws Exception {
    Path file = files().key("key.pem", "-algorithm", algorithm);

    assertThat(PemKey.read(Files.readString(file), null).getAlgorithm()).isEqualTo(name);
  }

  @Test
  void readsPkcs1() throws Exception {
    String pem = Files.readString(files().pkcs1Key("key.pem"));

    assertThat(pem).contains("BEGIN RSA PRIVATE KEY");
    assertThat(PemKey.read(pem, null).getAlgorithm()).isEqualTo("RSA");
  }

  @ParameterizedTest
  @CsvSource({"prime256v1, 256", "secp384r1, 384", "secp521r1, 521"})
  void readsSec1BehindItsParameters(String curve, int bits) throws Exception {
    String pem = Files.readString(files().sec1Key("key.pem", curve));

    assertThat(pem).contains("BEGIN EC PARAMETERS").contains("BEGIN EC PRIVATE KEY");
    assertThat(PemKey.read(pem, null))
        .isInstanceOfSatisfying(
            ECPrivateKey.class,
            key -> assertThat(key.getParams().getOrder().bitLength()).isEqualTo(bits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-v2 aes-256-cbc",
        "-v2 aes-128-cbc -v2prf hmacWithSHA1",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512",
        "-v1 PBE-SHA1-3DES"
      })
  void readsAnEncryptedKey(String options) throws Exception {
    Path file = encrypted(options);

    assertThat(PemKey.read(Files.readString(file), PASSWORD).getAlgorithm()).isEqualTo("EC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v2 des3", "-scrypt"})
  void refusesAnEncryptionThatTheJdkDoesNotKnow(String options) throws Exception {
    String pem = Files.readString(encrypted(options));

    assertThatThrownBy(() -> PemKey.read(pem, PASSWORD))
        .isInstanceOfAny(GeneralSecurityException.class, IOException.class);
  }

  @Test
  void refusesAnEncryptedKeyWithoutAPassword() throws Exception {
    String pem = Files.readString(encrypted("-v2 aes-256-cbc"));

    assertThatThrownBy(() -> PemKey.read(pem, null)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    String pem = Files.readString(encrypted("-v2 aes-256-cbc"));

    assertThatThrownBy(() -> PemKey.read(pem, new Secret("wrong")))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MA==", "MAA=", "MAMCAQE=", "MAUCAQEEIA==", "MIIB", "MH8CAQEEfw=="})
  void refusesASec1KeyThatIsCutShort(String base64) {
    String pem = "-----BEGIN EC PRIVATE KEY-----\n" + base64 + "\n-----END EC PRIVATE KEY-----\n";

    assertThatThrownBy(() -> PemKey.read(pem, null)).isInstanceOf(GeneralSecurityException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "-----BEGIN CERTIFICATE-----\nMA==\n"})
  void refusesTextWithoutAKey(String text) {
    assertThatThrownBy(() -> PemKey.read(text, null)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void refusesAKeyOfAnotherAlgorithm() throws Exception {
    String pem = Files.readString(files().key("key.pem", "-algorithm", "X25519"));

    assertThatThrownBy(() -> PemKey.read(pem, null)).isInstanceOf(GeneralSecurityException.class);
  }

  private Path encrypted(String options) {
    return files().encrypted("encrypted.pem", files().ecKey("plain.pem"), options.split(" "));
  }

  private OpenSslFiles files() {
    return new OpenSslFiles(directory);
  }
}
