package io.github.httptunnel.server;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.server.assembly.BindResult;
import io.github.httptunnel.server.assembly.Safeguards;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.cli.LastResort;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.tunnel.TunnelEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A server whose embedder blocks an event loop for ever when a tunnel begins, if the argument says
 * so. In a process of its own, as it ends with it.
 */
final class StuckProgram {

  /** A loop that takes longer is stuck; a cold one on a busy machine may well take a second. */
  static final Duration STUCK_AFTER = Duration.ofSeconds(3);

  private StuckProgram() {}

  @SuppressWarnings("SystemOut") // that is how it tells where it listens
  public static void main(String[] args) throws Exception {
    boolean blocks = args[0].equals("block");
    CountDownLatch never = new CountDownLatch(1);
    try (Logs logs = LogSetup.start(LogConfig.defaults(), false);
        TunnelServer server =
            TunnelServer.build(
                RunningServer.onAnyPort(new ListenerConfig.Mode.Http()),
                event -> {
                  if (blocks && event instanceof TunnelEvent.Established) {
                    block(never);
                  }
                },
                Safeguards.with(new LastResort(logs, Runtime.getRuntime()::halt))
                    .withStuckAfter(STUCK_AFTER))) {
      BindResult.Bound bound = (BindResult.Bound) server.bind();
      System.out.println("port " + bound.addresses().getFirst().getPort() + ".");
      never.await();
    }
  }

  private static void block(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
