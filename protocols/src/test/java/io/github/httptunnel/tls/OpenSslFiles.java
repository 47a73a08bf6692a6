package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Key files as {@code openssl} writes them, made when a test asks for them. */
final class OpenSslFiles {

  /** The password of all files that have one. */
  static final String PASSWORD = "correct horse";

  private final Path directory;

  OpenSslFiles(Path directory) {
    this.directory = directory;
  }

  /** A PKCS#8 key; the options are those of {@code genpkey}. */
  Path key(String name, String... options) {
    return write(name, List.of("genpkey"), options);
  }

  /** A PKCS#8 key on P-256. */
  Path ecKey(String name) {
    return key(name, "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
  }

  /** A SEC1 key, with the curve's parameters in front of it. */
  Path sec1Key(String name, String curve) {
    return write(name, List.of("ecparam"), "-genkey", "-name", curve);
  }

  /** A PKCS#1 key. */
  Path pkcs1Key(String name) {
    return write(name, List.of("genrsa"), "-traditional", "2048");
  }

  /** A key encrypted as PKCS#8; the options are those of {@code pkcs8}. */
  Path encrypted(String name, Path key, String... options) {
    return write(
        name,
        List.of("pkcs8", "-topk8", "-in", key.toString(), "-passout", "pass:" + PASSWORD),
        options);
  }

  /** A self-signed certificate for a key. */
  Path certificate(String name, Path key) {
    return write(
        name,
        List.of("req", "-x509", "-new", "-key", key.toString(), "-subj", "/CN=localhost"),
        "-days",
        "2");
  }

  /** A PKCS#12 file; the options are those of {@code pkcs12 -export}. */
  Path pkcs12(String name, String password, Path key, String... options) {
    return write(
        name,
        List.of("pkcs12", "-export", "-inkey", key.toString(), "-passout", "pass:" + password),
        options);
  }

  /** Any file. */
  Path text(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path write(String name, List<String> command, String... options) {
    Path file = directory.resolve(name);
    List<String> words = new ArrayList<>(List.of("openssl"));
    words.addAll(command);
    words.addAll(List.of("-out", file.toString()));
    words.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return file;
  }
}
