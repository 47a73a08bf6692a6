package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsCommandTest {

  @TempDir private Path folder;
  private Path pkcs12;
  private Path certificate;
  private Path key;

  @BeforeEach
  void writeFiles() throws IOException {
    pkcs12 = Files.createFile(folder.resolve("id.p12"));
    certificate = Files.createFile(folder.resolve("cert.pem"));
    key = Files.createFile(folder.resolve("key.pem"));
  }

  private KeyMaterial material(Map<String, String> environment, String... arguments) {
    return ProgramRun.with(environment, arguments).launched().config().listeners().getFirst().tls();
  }

  @Test
  void takesAPkcs12FileWithItsPasswordAndWarns() {
    ProgramRun run = ProgramRun.of("https", "--pk", pkcs12.toString(), "--password", "hunter2");
    assertThat(run.launched().config().listeners().getFirst().tls())
        .isEqualTo(new KeyMaterial.Pkcs12(pkcs12, new Secret("hunter2")));
    assertThat(run.launched().warnings())
        .singleElement()
        .satisfies(warning ->
            assertThat(warning.text())
                .contains("--password", "--password-file", "HTTP_TUNNEL_TLS_PASSWORD")
                .doesNotContain("hunter2"));
  }

  @Test
  void takesThePasswordFromAFileWithoutAWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("word"), "from a file\n");
    ProgramRun run =
        ProgramRun.of("https", "--pk", pkcs12.toString(), "--password-file", file.toString());
    assertThat(run.launched().config().listeners().getFirst().tls())
        .isEqualTo(new KeyMaterial.Pkcs12(pkcs12, new Secret("from a file")));
    assertThat(run.launched().warnings()).isEmpty();
  }

  @Test
  void takesThePasswordFromTheEnvironment() {
    assertThat(
            material(
                Map.of("HTTP_TUNNEL_TLS_PASSWORD", "word"), "https", "--pk", pkcs12.toString()))
        .isEqualTo(new KeyMaterial.Pkcs12(pkcs12, new Secret("word")));
  }

  @Test
  void takesNoPasswordAsTheEmptyOne() {
    assertThat(material(Map.of(), "https", "--pk", pkcs12.toString()))
        .isEqualTo(new KeyMaterial.Pkcs12(pkcs12, new Secret("")));
  }

  @Test
  void takesTwoPemFiles() {
    assertThat(
            material(Map.of(), "https", "--cert", certificate.toString(), "--key", key.toString()))
        .isEqualTo(new KeyMaterial.Pem(certificate, key, null));
  }

  @Test
  void aMissingFileIsNamed() {
    ProgramRun run = ProgramRun.of("https", "--pk", "/nonexistent.pfx", "--password", "x");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err()).contains("/nonexistent.pfx", "nothing was started");
  }

  @Test
  void aMissingPasswordFileIsNamed() {
    ProgramRun run =
        ProgramRun.of(
            "https",
            "--pk",
            pkcs12.toString(),
            "--password-file",
            folder.resolve("missing").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err())
        .contains("--password-file names " + folder.resolve("missing"), "does not exist");
  }

  @Test
  void whatTheKeyCheckFindsIsReported() {
    ProgramRun run =
        ProgramRun.checkedBy(
            _ -> "id.p12: the password is wrong", "https", "--pk", pkcs12.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err()).contains("id.p12: the password is wrong");
    assertThat(run.hasLaunched()).isFalse();
  }
}
