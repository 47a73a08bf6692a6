package io.github.httptunnel.server.cli;

import static java.util.Objects.requireNonNull;

import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.Environment;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.Parsed;
import io.github.httptunnel.server.config.SmallFile;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code http-tunnel https}. */
@Command(name = "https", description = "HTTP proxy inside TLS.", sortOptions = false)
final class HttpsCommand implements Callable<Integer> {

  private static final String VARIABLE = "HTTP_TUNNEL_TLS_PASSWORD";

  private final RootCommand root;
  private final Starter starter;
  private final Environment environment;

  @Option(names = "--pk", paramLabel = "FILE", description = "PKCS#12: key and certificates.")
  private @Nullable Path pkcs12;

  @Option(names = "--cert", paramLabel = "FILE", description = "PEM: certificate and its chain.")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "PEM: private key.")
  private @Nullable Path key;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the password of --pk or --key. Else: " + VARIABLE + ".")
  private @Nullable Path passwordFile;

  @Option(
      names = "--password",
      paramLabel = "PW",
      description = "The password itself; other users of this machine can see it.")
  private @Nullable String password;

  @Mixin private final GlobalOptions options = new GlobalOptions();

  HttpsCommand(RootCommand root, Starter starter, Environment environment) {
    this.root = root;
    this.starter = starter;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    refuseContradictions();
    for (Path file : Stream.of(pkcs12, certificate, key).filter(Objects::nonNull).toList()) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        return starter.unusable(
            file + " cannot be read (expected: a file with a key or certificate)");
      }
    }
    return switch (secret()) {
      case Parsed.Good<String>(String secret) -> start(secret);
      case Parsed.Bad<String>(String problem) -> starter.unusable("--password-file " + problem);
    };
  }

  private int start(String secret) {
    KeyMaterial material =
        pkcs12 != null
            ? new KeyMaterial.Pkcs12(pkcs12, new Secret(secret))
            : new KeyMaterial.Pem(
                requireNonNull(certificate),
                requireNonNull(key),
                secret.isEmpty() ? null : new Secret(secret));
    return starter.startOptions(
        root.options().and(options), new Mode.Http(), "https", material, warnings());
  }

  /** The password; empty when there is none. */
  private Parsed<String> secret() {
    if (password != null) {
      return new Parsed.Good<>(password);
    }
    if (passwordFile != null) {
      return SmallFile.read(passwordFile);
    }
    String variable = environment.variable(VARIABLE);
    return new Parsed.Good<>(variable == null ? "" : variable);
  }

  private List<ConfigWarning> warnings() {
    return password == null
        ? List.of()
        : List.of(
            ConfigWarning.onCommandLine(
                "--password",
                "other users of this machine can see it in the list of processes; use"
                    + " --password-file FILE or the variable "
                    + VARIABLE));
  }

  private void refuseContradictions() {
    if (pkcs12 == null && certificate == null && key == null) {
      throw options.usage("a key is missing (expected: --pk FILE, or --cert FILE and --key FILE)");
    }
    if (pkcs12 != null && (certificate != null || key != null)) {
      throw options.usage("--pk does not go with --cert and --key (expected: one kind)");
    }
    if (pkcs12 == null && (certificate == null || key == null)) {
      throw options.usage("--cert and --key go together (expected: both)");
    }
    if (password != null && passwordFile != null) {
      throw options.usage("--password does not go with --password-file (expected: one of them)");
    }
  }
}
