package io.github.httptunnel.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bulk}. */
@Command(name = "bulk", description = "One tunnel moves many bytes: what do they cost?")
final class BulkCommand implements Callable<Integer> {

  private static final int BUFFER = 256 * 1024;
  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private final RouteOptions route = new RouteOptions();
  @Mixin private final PidOption pid = new PidOption();

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "1000000000",
      description = "How many bytes; default: ${DEFAULT-VALUE}.")
  private long bytes;

  @Option(
      names = "--direction",
      defaultValue = "down",
      description = "Which way they go, down or up; default: ${DEFAULT-VALUE}.")
  private Direction direction = Direction.DOWN;

  @Option(
      names = "--client",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.2",
      description = "What the client dials from; default: ${DEFAULT-VALUE}.")
  private InetAddress client = InetAddress.getLoopbackAddress();

  private final PrintWriter out;
  private final PrintWriter err;

  BulkCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    try (Site site = route.open();
        SocketChannel tunnel = site.route().open(client, direction.mode())) {
      CpuMeter cpu = CpuMeter.start(pid.process());
      long begin = System.nanoTime();
      move(tunnel);
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      Report report =
          route
              .report("bulk")
              .put("direction", direction.name())
              .put("bytes", bytes)
              .put("seconds", seconds)
              .put("bytes_per_second", Math.round(bytes / seconds));
      cpu.report(report, (double) bytes);
      report.print(out, err);
    }
    return 0;
  }

  private void move(SocketChannel tunnel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    for (long left = bytes; left > 0; ) {
      buffer.clear().limit((int) Math.min(left, BUFFER));
      int moved = direction == Direction.DOWN ? tunnel.read(buffer) : tunnel.write(buffer);
      if (moved < 0) {
        throw new EOFException("the tunnel ended " + left + " bytes too early");
      }
      left -= moved;
    }
  }
}
