package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.ConfigSchema;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code http-tunnel config}, above what can be asked about configurations. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Tells about the configuration file.",
    commandListHeading = "%nCommands:%n")
final class ConfigCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec config = Objects.requireNonNull(spec);
    throw new ParameterException(
        config.commandLine(),
        "a command is missing (expected one of: "
            + String.join(", ", config.subcommands().keySet())
            + ")");
  }

  /** Prints the schema. */
  @Command(
      name = "schema",
      mixinStandardHelpOptions = true,
      description = "Prints the JSON Schema of the file, for editors that complete and check.",
      footer = {
        "",
        "For the YAML extension of VS Code and others:",
        "  http-tunnel config schema > http-tunnel.schema.json",
        "and as the first line of the file:",
        "  # yaml-language-server: $schema=http-tunnel.schema.json"
      })
  Integer schema() {
    Objects.requireNonNull(spec).commandLine().getOut().print(ConfigSchema.text());
    return ExitCode.OK;
  }
}
