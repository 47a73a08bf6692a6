package io.github.httptunnel.server.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code http-tunnel user}, above what can be done with users. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Adds, removes and lists the users of a file, for listeners[].auth.users.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "For example:",
      "  http-tunnel user add alice",
      "  http-tunnel user add --file /etc/http-tunnel/users.htpasswd --replace alice < password"
    })
final class UserCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec user = Objects.requireNonNull(spec);
    throw new ParameterException(
        user.commandLine(),
        "a command is missing (expected one of: "
            + String.join(", ", user.subcommands().keySet())
            + ")");
  }
}
