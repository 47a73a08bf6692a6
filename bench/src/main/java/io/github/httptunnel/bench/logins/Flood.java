package io.github.httptunnel.bench.logins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A client with a good password beside one that shows a thousand wrong ones each second. */
final class Flood implements AutoCloseable {

  private static final String GOOD = "alice:correct horse";
  private static final int GOOD_PER_SECOND = 50;

  private final int proxy;
  private final ServerSocket target;
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();

  private Flood(int proxy, ServerSocket target) {
    this.proxy = proxy;
    this.target = target;
  }

  static Flood open(int proxy) throws IOException {
    Flood flood = new Flood(proxy, new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()));
    flood.connections.submit(flood::serve);
    return flood;
  }

  /**
   * How long the good client's tunnels take, with so many wrong passwords each second beside it.
   */
  Sample measure(int wrongPerSecond, int seconds) throws Exception {
    try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(2)) {
      if (wrongPerSecond > 0) {
        // as many each millisecond as it takes: a thread's own clock is too coarse for single ones
        int each = Math.max(1, wrongPerSecond / 1000);
        long period = TimeUnit.SECONDS.toNanos(1) * each / wrongPerSecond;
        clock.scheduleAtFixedRate(() -> guess(each), 0, period, TimeUnit.NANOSECONDS);
      }
      Future<Sample> good = connections.submit(() -> good(seconds * GOOD_PER_SECOND));
      try {
        return good.get();
      } finally {
        clock.shutdownNow();
      }
    }
  }

  /** How often each status was the answer to a wrong password. */
  Map<Integer, Integer> answers() {
    return new TreeMap<>(answers);
  }

  @Override
  public void close() throws IOException {
    connections.shutdownNow();
    target.close();
  }

  private void guess(int times) {
    for (int i = 0; i < times; i++) {
      connections.submit(() -> {
        String pair = "alice:" + System.nanoTime();
        Attempt attempt = Attempt.of(proxy, "127.0.0.2", authority(), pair);
        answers.merge(attempt.status(), 1, Integer::sum);
      });
    }
  }

  private Sample good(int times) throws Exception {
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      long[] taken = new long[times];
      Supplier<Attempt> attempt = () -> Attempt.of(proxy, "127.0.0.1", authority(), GOOD);
      for (int i = 0; i < times; i++) {
        Attempt one =
            clock.schedule(attempt::get, 1000 / GOOD_PER_SECOND, TimeUnit.MILLISECONDS).get();
        if (one.status() != 200) {
          throw new IllegalStateException("the good client got " + one.status());
        }
        taken[i] = one.nanos();
      }
      return Sample.of(taken);
    }
  }

  private String authority() {
    return "127.0.0.1:" + target.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        Socket accepted = target.accept();
        connections.submit(() -> {
          try (accepted) {
            accepted.getInputStream().readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
      }
    } catch (IOException _) {
      // closed: it is over
    }
  }
}
