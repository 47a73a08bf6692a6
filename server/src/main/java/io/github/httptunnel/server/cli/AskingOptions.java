package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.admin.TokenFile;
import io.github.httptunnel.server.config.Environment;
import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whom a command asks that wants to know something of a running program. */
@Command
final class AskingOptions {

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the token of the admin listener, if it asks for one.")
  private @Nullable Path tokenFile;

  private final RootCommand root;
  private final Starter starter;
  private final Environment environment;

  AskingOptions(RootCommand root, Starter starter, Environment environment) {
    this.root = root;
    this.starter = starter;
    this.environment = environment;
  }

  Environment environment() {
    return environment;
  }

  /**
   * Finds out where the admin listener is, and asks it: {@code --admin} says so, else the
   * configuration.
   *
   * @param behind the options behind the command
   */
  int ask(GlobalOptions behind, ToIntFunction<AdminClient> action) {
    GlobalOptions options = root.options().and(behind);
    InetSocketAddress named = options.admin();
    if (named != null && options.config() == null) {
      AdminConfig there = AdminConfig.defaults().at(named);
      return action.applyAsInt(client(there, options));
    }
    return starter.inspect(
        options,
        (config, origin, _) -> {
          AdminConfig there = config.admin();
          if (there == null) {
            throw options.usage(
                "nobody can be asked: admin is off in "
                    + origin.text()
                    + " (expected: --admin ADDR says where it is)");
          }
          return action.applyAsInt(client(there, options));
        });
  }

  private AdminClient client(AdminConfig there, GlobalOptions options) {
    return new AdminClient(there.bind(), token(there, options));
  }

  /** That of the option, else that of the configuration, else that of the state folder. */
  private @Nullable Secret token(AdminConfig there, GlobalOptions options) {
    if (tokenFile != null) {
      try {
        return new Secret(Files.readString(tokenFile, StandardCharsets.UTF_8).strip());
      } catch (IOException _) {
        throw options.usage(
            "--token-file: " + tokenFile + " cannot be read (expected: a file with the token)");
      }
    }
    TokenFile kept = TokenFile.of(environment::variable);
    return there.token() == null
            && kept != null
            && kept.read() instanceof TokenFile.Result.Found(Secret token)
        ? token
        : there.token();
  }
}
