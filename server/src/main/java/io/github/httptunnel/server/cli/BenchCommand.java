package io.github.httptunnel.server.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code http-tunnel bench}, above the experiments. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    synopsisSubcommandLabel = "EXPERIMENT",
    description = "Puts load on a proxy, this one or any other, and measures it.",
    commandListHeading = "%nExperiments:%n",
    footer = {
      "",
      "One JSON line on standard output, a table on standard error. For example:",
      "  http-tunnel bench requests --proxy 127.0.0.1:8080 --tunnels 64"
    })
final class BenchCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec bench = Objects.requireNonNull(spec);
    throw new ParameterException(
        bench.commandLine(),
        "an experiment is missing (expected one of: "
            + String.join(", ", bench.subcommands().keySet())
            + ")");
  }
}
