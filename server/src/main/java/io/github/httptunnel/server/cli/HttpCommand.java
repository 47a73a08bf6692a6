package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.ListenerConfig.Mode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code http-tunnel http}. */
@Command(name = "http", description = "HTTP proxy: CONNECT and plain HTTP on one port.")
final class HttpCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Starter starter;

  @Mixin private final GlobalOptions options = new GlobalOptions();

  HttpCommand(RootCommand root, Starter starter) {
    this.root = root;
    this.starter = starter;
  }

  @Override
  public Integer call() {
    return starter.startOptions(
        root.options().and(options), new Mode.Http(), "http", null, List.of());
  }
}
