package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code origin}. */
@Command(
    name = "origin",
    description = "Serves the other commands' --origin until it is killed; prints its address.")
final class OriginCommand implements Callable<Integer> {

  @Option(
      names = "--bind",
      paramLabel = "ADDR:PORT",
      defaultValue = "127.0.0.1:0",
      description = "Where to listen; default: ${DEFAULT-VALUE}, where 0 lets the system choose.")
  private @Nullable Endpoint bind;

  private final PrintWriter out;

  OriginCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Origin origin = Origin.start(Objects.requireNonNull(bind).address())) {
      String address = origin.address().getAddress().getHostAddress();
      out.println(address + ":" + origin.address().getPort());
      out.flush();
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
