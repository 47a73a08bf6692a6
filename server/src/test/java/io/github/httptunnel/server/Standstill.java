package io.github.httptunnel.server;

import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Peer;
import java.time.Duration;

/** The moment from which a target cannot send more, as nobody takes what it has sent. */
final class Standstill {

  private Standstill() {}

  /** Waits for it. */
  static void of(Peer target) {
    long[] last = {-1};
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> last[0] == (last[0] = target.bytesSent()));
  }
}
