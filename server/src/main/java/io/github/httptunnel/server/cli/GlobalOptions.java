package io.github.httptunnel.server.cli;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.server.config.BindAddress;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ListenerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that every command takes, in front of its name or behind. The library's own
 * inheritance of options would let those behind silently replace those in front, hence {@link
 * #and}.
 */
@Command
final class GlobalOptions {

  private static final String OFF = "off";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file; else the usual places are looked at.")
  private @Nullable Path config;

  @Option(
      names = "--bind",
      paramLabel = "ADDR",
      description = "Where to listen, ADDRESS:PORT; may be repeated. Without it: 127.0.0.1:8080.")
  private List<String> binds = new ArrayList<>();

  @Option(
      names = "--allow-clients",
      paramLabel = "any|CIDR,...",
      description = "Who may connect: anybody, or address blocks.")
  private @Nullable String allowClients;

  @Option(
      names = "--admin",
      paramLabel = "ADDR|off",
      description =
          "Where the operator asks, or nowhere. Without it: 127.0.0.1:9090, or what the file says.")
  private @Nullable String admin;

  // The library acts on these two by itself.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  /** These, in front of the command's name, with those behind it. */
  GlobalOptions and(GlobalOptions behind) {
    GlobalOptions both = new GlobalOptions();
    both.spec = behind.spec;
    both.config = behind.either("--config", config, behind.config);
    both.allowClients = behind.either("--allow-clients", allowClients, behind.allowClients);
    both.admin = behind.either("--admin", admin, behind.admin);
    both.binds.addAll(binds);
    both.binds.addAll(behind.binds);
    return both;
  }

  private <T> @Nullable T either(String option, @Nullable T front, @Nullable T behind) {
    if (front != null && behind != null) {
      throw usage(option + " is given twice (expected: once)");
    }
    return front == null ? behind : front;
  }

  @Nullable Path config() {
    if (config != null && config.toString().isEmpty()) {
      throw usage("--config: the name is empty (expected: a file)");
    }
    return config;
  }

  boolean hasBinds() {
    return !binds.isEmpty();
  }

  /** Where to listen. */
  List<InetSocketAddress> binds() {
    return hasBinds() ? binds.stream().map(this::bind).toList() : List.of(defaultBind());
  }

  private static InetSocketAddress defaultBind() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080);
  }

  private InetSocketAddress bind(String text) {
    return address("--bind", text, "");
  }

  private InetSocketAddress address(String option, String text, String or) {
    return switch (BindAddress.parse(text)) {
      case BindAddress.Valid(InetSocketAddress address) -> address;
      case BindAddress.Invalid(String problem) ->
          throw usage(
              "%s: '%s' %s (expected: %s%s)"
                  .formatted(option, text, problem, BindAddress.EXPECTED, or));
    };
  }

  /** Where the operator asks; absent when the option is, or says {@code off}. */
  @Nullable InetSocketAddress admin() {
    return admin == null || admin.equals(OFF) ? null : address("--admin", admin, ", or off");
  }

  /** A configuration with what this says about the operator. */
  ConfigResult.Loaded withAdmin(ConfigResult.Loaded loaded) {
    return admin == null ? loaded : loaded.withAdmin(admin());
  }

  /** Who may connect; absent when the option is. */
  @Nullable List<Cidr> allowedClients() {
    if (allowClients == null) {
      return null;
    }
    if (allowClients.equals("any")) {
      return ListenerConfig.ANYBODY;
    }
    List<Cidr> blocks = new ArrayList<>();
    for (String block : allowClients.split(",", -1)) {
      blocks.add(block(block.strip()));
    }
    return blocks;
  }

  private Cidr block(String text) {
    try {
      return Cidr.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw usage("--allow-clients: '" + text + "': " + invalid.getMessage());
    }
  }

  /** The command line is wrong in a way that the library cannot see. */
  ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
