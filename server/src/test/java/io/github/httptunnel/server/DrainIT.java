package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stop, as clients see it. */
class DrainIT {

  private static final int MANY = 40;
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void servesARequestThatWasOnItsWay() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      String request = "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target.authority());
      client.send(request.substring(0, 5));
      CompletableFuture<Integer> drained = drain(server, LONG);
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> refusesConnections(server));
      client.send(request.substring(5));
      assertThat(client.readHead().status()).isEqualTo(200);
      client.send("still here");
      assertThat(client.readExactly(10)).isEqualTo("still here");
      client.halfClose();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.FIN);
      assertThat(drained.orTimeout(10, TimeUnit.SECONDS).join()).isZero();
      server.awaitEnd();
    }
  }

  @Test
  void isNotHeldUpByAConnectionThatAsksForNothing() {
    try (RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      assertThat(drain(server, LONG).orTimeout(10, TimeUnit.SECONDS).join()).isZero();
      server.server().close();
      assertThat(client.readToEnd().ending().byPeer()).isTrue();
    }
  }

  @Test
  void endsWhatOutlivesTheDeadlineNotAllAtOnce() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start()) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        clients.add(server.tunnel(target.authority()));
      }
      CompletableFuture<Integer> drained = drain(server, Duration.ofMillis(600));
      List<Long> ends =
          Together.run(
              MANY,
              i -> {
                assertThat(clients.get(i).readToEnd().ending()).isEqualTo(Ending.RESET);
                return System.nanoTime();
              });
      assertThat(drained.join()).isEqualTo(MANY);
      List<Integer> order =
          IntStream.range(0, MANY)
              .boxed()
              .sorted((one, other) -> Long.compare(ends.get(one), ends.get(other)))
              .toList();
      assertThat(order)
          .as("in the order in which they came")
          .isNotEqualTo(IntStream.range(0, MANY).boxed().toList());
      long spread = ends.get(order.getLast()) - ends.get(order.getFirst());
      assertThat(Duration.ofNanos(spread)).isGreaterThan(Duration.ofMillis(100));
      for (int i = 0; i < MANY; i++) {
        assertThat(server.awaitEnd().outcome())
            .isEqualTo(new Outcome.Closed(CloseReason.DRAINED, Side.PROXY));
      }
      clients.forEach(RawClient::close);
    }
  }

  private static CompletableFuture<Integer> drain(RunningServer server, Duration deadline) {
    return CompletableFuture.supplyAsync(() -> server.server().drain(deadline));
  }

  private static boolean refusesConnections(RunningServer server) {
    try (RawClient _ = server.connect()) {
      return false;
    } catch (UncheckedIOException _) {
      return true;
    }
  }
}
