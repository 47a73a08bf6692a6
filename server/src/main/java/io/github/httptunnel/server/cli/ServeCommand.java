package io.github.httptunnel.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code http-tunnel serve}. */
@Command(name = "serve", description = "Whatever the configuration file says.")
final class ServeCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Starter starter;

  @Mixin private final GlobalOptions options = new GlobalOptions();

  ServeCommand(RootCommand root, Starter starter) {
    this.root = root;
    this.starter = starter;
  }

  @Override
  public Integer call() {
    return starter.startFile(root.options().and(options));
  }
}
