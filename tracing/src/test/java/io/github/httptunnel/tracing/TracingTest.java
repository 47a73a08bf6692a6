package io.github.httptunnel.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.MutePeer;
import io.github.httptunnel.testkit.OriginRequest;
import io.github.httptunnel.testkit.ReceivedSpan;
import io.github.httptunnel.testkit.SpanCollector;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.TraceContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way of spans to collectors that listen, that are not there, and that say nothing. */
class TracingTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private static Tracing to(String endpoint) {
    return Tracing.start(TracingConfig.to(URI.create(endpoint)), "1.2.3", () -> Disclosure.NONE);
  }

  @Test
  void whatWaitsIsSentAtTheEnd() {
    try (SpanCollector collector = SpanCollector.start()) {
      try (Tracing tracing = to(collector.endpoint())) {
        tracing.observer().on(Ended.tunnel().event());
        assertThat(tracing.dropped()).isZero();
      }
      assertThat(collector.spans())
          .extracting(ReceivedSpan::name)
          .containsExactlyInAnyOrder("CONNECT", "dns", "connect");
    }
  }

  @Test
  void aSpanComesAsItWasMade() {
    TraceContext trace = new TraceContext("ab".repeat(16), "cd".repeat(8), 1, "vendor=1");
    try (SpanCollector collector = SpanCollector.start()) {
      try (Tracing tracing = to(collector.endpoint())) {
        tracing.observer().on(Ended.tunnel().with(trace).event());
      }
      ReceivedSpan span =
          collector.spans().stream().filter(ReceivedSpan::isServer).findFirst().orElseThrow();
      assertThat(span.traceId()).isEqualTo(trace.traceId());
      assertThat(span.parentId()).isEqualTo(trace.parentId());
      assertThat(span.state()).isEqualTo("vendor=1");
      assertThat(span.begin()).isEqualTo(Ended.nanos(0));
      assertThat(span.end()).isEqualTo(Ended.nanos(100));
      assertThat(span.attribute("http_tunnel.upstream.bytes")).isEqualTo("11");
      assertThat(span.isError()).isFalse();
    }
  }

  @Test
  void theCollectorIsToldWhoSendsAndGetsTheHeadersOfTheOperator() {
    try (SpanCollector collector = SpanCollector.start()) {
      TracingConfig config =
          new TracingConfig(
              URI.create(collector.endpoint()),
              1,
              Map.of("authorization", new Secret("Bearer canary")),
              "proxy-7");
      try (Tracing tracing = Tracing.start(config, "1.2.3", () -> Disclosure.NONE)) {
        tracing.observer().on(Ended.tunnel().event());
      }
      OriginRequest request = collector.requests().getFirst();
      assertThat(request.head().headers("authorization")).containsExactly("Bearer canary");
      assertThat(request.head().header("content-type")).isEqualTo("application/x-protobuf");
      assertThat(request.body()).contains("proxy-7", "1.2.3");
    }
  }

  @Test
  void aCollectorThatIsNotThereHoldsUpNobody() {
    try (ClosedPort nobody = ClosedPort.reserve()) {
      Tracing tracing = to("http://" + nobody.authority() + "/v1/traces");
      long begun = System.nanoTime();
      try (tracing) {
        tracing.observer().on(Ended.tunnel().event());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }
  }

  @Test
  void spansThatACollectorRefusesAreLostAndCounted() {
    try (SpanCollector collector = SpanCollector.start()) {
      Tracing tracing = to(collector.endpoint() + "/elsewhere");
      try (tracing) {
        tracing.observer().on(Ended.tunnel().event());
      }
      assertThat(tracing.dropped()).isEqualTo(3);
    }
  }

  @Test
  void aCollectorThatSaysNothingHoldsUpNobodyAndTheQueueIsBounded() {
    try (MutePeer mute = MutePeer.start()) {
      Tracing tracing = to("http://" + mute.authority() + "/v1/traces");
      long begun = System.nanoTime();
      try (tracing) {
        for (int i = 0; i < SpanQueue.MOST_WAITING; i++) {
          tracing.observer().on(Ended.tunnel().event());
        }
        assertThat(tracing.dropped())
            .isBetween(SpanQueue.MOST_WAITING / 2L, 3L * SpanQueue.MOST_WAITING);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }
  }
}
