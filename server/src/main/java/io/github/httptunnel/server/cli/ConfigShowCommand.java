package io.github.httptunnel.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code http-tunnel config show}. */
@Command(
    name = "show",
    description = "Prints the configuration that holds: every key, its value, and who says so.",
    footer = "%nSecrets are shown as ***. Exit code 0, or 78 if the configuration is bad.")
final class ConfigShowCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Starter starter;

  @Option(names = "--json", description = "One JSON object instead of YAML.")
  private boolean json;

  @Mixin private final GlobalOptions options = new GlobalOptions();

  ConfigShowCommand(RootCommand root, Starter starter) {
    this.root = root;
    this.starter = starter;
  }

  @Override
  public Integer call() {
    return starter.show(root.options().and(options), json);
  }
}
