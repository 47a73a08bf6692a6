package io.github.httptunnel.bench.load;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says whose processor time and memory are measured. */
final class PidOption {

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "The proxy's process; its children count too. Linux only.")
  private @Nullable Long pid;

  @Nullable ProcessTree process() {
    return pid == null ? null : new ProcessTree(pid);
  }
}
