package io.github.httptunnel.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code http-tunnel check}. */
@Command(
    name = "check",
    description = "Reads the configuration and all that it names; listens on nothing.",
    footer = "%nExit code 0 if it is good, 78 if not.")
final class CheckCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Starter starter;

  @Mixin private final GlobalOptions options = new GlobalOptions();

  CheckCommand(RootCommand root, Starter starter) {
    this.root = root;
    this.starter = starter;
  }

  @Override
  public Integer call() {
    return starter.check(root.options().and(options));
  }
}
