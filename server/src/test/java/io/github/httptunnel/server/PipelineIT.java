package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.HttpResponse;
import io.github.httptunnel.testkit.Observed;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.TunnelEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that a client sends without waiting for answers (RFC 9112 §9.3.2). */
class PipelineIT {

  private static final int KIB = 1024;

  /** Tens of thousands of them, each after a turn of the loop. */
  private static final Duration MANY_READS = Duration.ofMinutes(2);

  @Test
  void areAnsweredInOrderWhereverTheyLead() {
    int count = 300;
    try (HttpOrigin even = HttpOrigin.start();
        HttpOrigin odd = HttpOrigin.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      for (int i = 0; i < count; i++) {
        (i % 2 == 0 ? even : odd).serve("/" + i, "body " + i);
      }
      client.send(
          IntStream.range(0, count)
              .mapToObj(i -> get(i % 2 == 0 ? even : odd, "/" + i))
              .collect(Collectors.joining()));
      client.halfClose();
      assertThat(answers(client, count))
          .extracting(HttpResponse::body)
          .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> "body " + i).toList());
      assertEnds(server, count);
    }
  }

  @Test
  void areServedOnlyAsFastAsAnswersAreTaken() {
    int count = 500;
    try (HttpOrigin origin = HttpOrigin.start().serve("/", "x".repeat(64 * KIB));
        RunningServer server = RunningServer.start();
        RawClient client =
            RawClient.to(server.address()).receiveBuffer(4 * KIB).within(MANY_READS).connect()) {
      long before = DirectMemory.allocated();
      client.send(get(origin, "/").repeat(count));
      client.halfClose();
      Standstill.of(origin);
      assertThat(origin.requests()).hasSizeBetween(1, count / 2);
      assertThat(DirectMemory.allocated() - before).isLessThan(2L * KIB * KIB);
      assertThat(answers(client, count)).allMatch(HttpResponse::complete);
      assertEnds(server, count);
    }
  }

  @Test
  void areRefusedOnlyAsFastAsAnswersAreTaken() {
    int count = 3_000;
    AtomicInteger refused = new AtomicInteger();
    String request = "GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: a\r\n\r\n";
    try (RunningServer server =
            RunningServer.start(
                Configs.blocked(":1$"),
                Transport.Kind.best(),
                event -> refused.addAndGet(event instanceof TunnelEvent.Closed ? 1 : 0));
        RawClient client = RawClient.to(server.address()).receiveBuffer(4 * KIB).connect();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sent =
          threads.submit(() -> {
            client.send(request.repeat(count));
            client.halfClose();
          });
      int[] last = {-1};
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> last[0] == (last[0] = refused.get()) && last[0] > 0);
      assertThat(refused.get()).isLessThan(count / 2);
      List<HttpResponse> answers = answers(client, count);
      assertThat(answers).allMatch(answer -> answer.status() == 403);
      assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
      assertEnds(server, count);
    }
  }

  private static String get(HttpOrigin origin, String path) {
    return "GET http://%1$s%2$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(origin.authority(), path);
  }

  private static List<HttpResponse> answers(RawClient client, int count) {
    String all = client.readToEnd().endedBy(Ending.FIN).text();
    List<String> methods = Collections.nCopies(count, "GET");
    List<HttpResponse> answers =
        new Observed(all, Ending.FIN, Duration.ZERO, methods, false).responses();
    assertThat(answers).hasSize(count);
    return answers;
  }

  private static void assertEnds(RunningServer server, int count) {
    for (int i = 0; i < count; i++) {
      server.awaitEnd();
    }
  }
}
