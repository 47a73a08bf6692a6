package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReporterTest {

  private final MockTicker ticker = Ticker.newMockTicker();
  private final List<TunnelEvent> events = new ArrayList<>();
  private final Reporter reporter = new Reporter(events::add, ticker, InstantSource.system());

  @Test
  void tellsHowLongAHandshakeTook() {
    ClientInfo client =
        new ClientInfo(
            InetSocketAddress.createUnresolved("client.example", 1),
            "main",
            "https",
            true,
            ticker.nanoTime());
    ticker.advance(20, TimeUnit.MILLISECONDS);
    reporter.secured(client);
    assertThat(events).containsExactly(new TunnelEvent.Secured(client, Duration.ofMillis(20)));
  }
}
