package io.github.httptunnel.load;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code origin}. */
@Command(
    name = "origin",
    description = "Serves the other commands' --origin until it is killed; prints its address.")
final class OriginCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--bind",
      paramLabel = "ADDR:PORT",
      defaultValue = "127.0.0.1:0",
      description = "Where to listen; default: ${DEFAULT-VALUE}, where 0 lets the system choose.")
  private @Nullable Endpoint bind;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many serve what is no echo; default: ${DEFAULT-VALUE}.")
  private Count threads = new Count(1);

  // The library acts on it by itself.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private final Console console;

  OriginCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Origin origin = Origin.start(Objects.requireNonNull(bind).address(), threads.value())) {
      console.out().println(Endpoint.of(origin.address()));
      console.out().flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException failed) {
      String where = "cannot listen on " + bind + ": ";
      return console.failed(
          Objects.requireNonNull(spec), new IOException(where + failed.getMessage(), failed));
    }
  }
}
