package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.connect.DnsSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CurrentDnsSourcesTest {

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(15);

  private final AtomicLong now = new AtomicLong(1);
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void readsOnceBeforeAnybodyAsks() {
    CurrentDnsSources sources = new CurrentDnsSources(this::numbered, now::get);
    now.addAndGet(PERIOD - 1);
    assertThat(port(sources)).isEqualTo(1);
    assertThat(reads).hasValue(1);
  }

  @Test
  void readsAgainOnceTheSnapshotIsStale() {
    CurrentDnsSources sources = new CurrentDnsSources(this::numbered, now::get);
    now.addAndGet(PERIOD);
    sources.get();
    await().until(() -> port(sources) == 2);
    assertThat(reads).hasValue(2);
  }

  @Test
  void keepsTheLastGoodSnapshot() {
    CurrentDnsSources sources = new CurrentDnsSources(this::readableOnce, now::get);
    now.addAndGet(PERIOD);
    sources.get();
    await().until(() -> reads.get() == 2);
    assertThat(port(sources)).isEqualTo(1);
  }

  private static int port(CurrentDnsSources sources) {
    return sources.get().servers().getFirst().getPort();
  }

  private DnsSources readableOnce() {
    DnsSources next = numbered();
    if (reads.get() > 1) {
      throw new UncheckedIOException(new IOException("gone"));
    }
    return next;
  }

  private DnsSources numbered() {
    return new DnsSources(
        List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), reads.incrementAndGet())),
        List.of(),
        Map.of());
  }
}
