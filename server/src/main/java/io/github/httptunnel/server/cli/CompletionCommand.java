package io.github.httptunnel.server.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code http-tunnel completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a completion script for a shell.",
    footer = "%nTo use it at once: source <(http-tunnel completion bash)")
final class CompletionCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  /** One script serves both shells, so the argument is only checked. */
  @SuppressWarnings("UnusedVariable")
  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private @Nullable Shell shell;

  /** The shells that the script is written for. */
  enum Shell {
    bash,
    zsh
  }

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    root.getOut().println(AutoComplete.bash("http-tunnel", root));
    return ExitCode.OK;
  }
}
