package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ReceivedSpan;
import io.github.httptunnel.testkit.SpanCollector;
import io.github.httptunnel.tracing.Disclosure;
import io.github.httptunnel.tracing.Tracing;
import io.github.httptunnel.tracing.TracingConfig;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a collector gets to know of real traffic: one span for each request, whatever came of it.
 */
class TracingIT {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String FIELD = "traceparent: 00-" + TRACE + "-" + PARENT + "-01\r\n";

  /** The only server span of some traffic, all of it exported. */
  private static ReceivedSpan span(
      UnaryOperator<ServerConfig> change, Disclosure may, Consumer<RunningServer> traffic) {
    return spans(change, may, traffic).stream()
        .filter(ReceivedSpan::isServer)
        .reduce((_, _) -> {
          throw new AssertionError("more than one server span");
        })
        .orElseThrow();
  }

  private static ReceivedSpan span(Consumer<RunningServer> traffic) {
    return span(UnaryOperator.identity(), Disclosure.NONE, traffic);
  }

  private static List<ReceivedSpan> spans(
      UnaryOperator<ServerConfig> change, Disclosure may, Consumer<RunningServer> traffic) {
    try (SpanCollector collector = SpanCollector.start()) {
      TracingConfig config = TracingConfig.to(URI.create(collector.endpoint()));
      try (Tracing tracing = Tracing.start(config, "1.2.3", () -> may);
          RunningServer server =
              RunningServer.start(change, RunningServer.UNCONCERNED, tracing.observer())) {
        traffic.accept(server);
        server.awaitEnd();
      }
      return collector.spans();
    }
  }

  private static RawClient ask(RunningServer server, String authority, String fields) {
    RawClient client = server.connect();
    client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n%2$s\r\n".formatted(authority, fields));
    return client;
  }

  private static void tunnel(RunningServer server, EchoPeer target, String fields) {
    try (RawClient client = ask(server, target.authority(), fields)) {
      assertThat(client.readHead().status()).isEqualTo(200);
      client.send("twelve bytes");
      client.readExactly(12);
    }
  }

  @Test
  void aTunnelIsASpanBelowThatOfItsClient() {
    try (EchoPeer target = EchoPeer.start()) {
      ReceivedSpan span = span(server -> tunnel(server, target, FIELD));
      assertThat(span.name()).isEqualTo("CONNECT");
      assertThat(span.traceId()).isEqualTo(TRACE);
      assertThat(span.parentId()).isEqualTo(PARENT);
      assertThat(span.attribute("http_tunnel.outcome")).isEqualTo("closed");
      assertThat(span.attribute("http_tunnel.upstream.bytes")).isEqualTo("12");
      assertThat(span.attribute("http_tunnel.downstream.bytes")).isEqualTo("12");
      assertThat(span.end()).isGreaterThan(span.begin());
    }
  }

  @Test
  void theDialIsASpanBelowThatOfTheTunnel() {
    try (EchoPeer target = EchoPeer.start()) {
      List<ReceivedSpan> spans =
          spans(UnaryOperator.identity(), Disclosure.NONE, server -> tunnel(server, target, FIELD));
      assertThat(spans).hasSize(2);
      ReceivedSpan tunnel = spans.stream().filter(ReceivedSpan::isServer).findAny().orElseThrow();
      ReceivedSpan dial = spans.stream().filter(span -> !span.isServer()).findAny().orElseThrow();
      assertThat(dial.name()).isEqualTo("connect");
      assertThat(dial.parentId()).isEqualTo(tunnel.spanId());
      assertThat(dial.begin()).isBetween(tunnel.begin(), dial.end());
      assertThat(dial.end()).isLessThanOrEqualTo(tunnel.end());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "traceparent: 00-" + TRACE + "-" + PARENT + "-1\r\n",
        "traceparent: ff-" + TRACE + "-" + PARENT + "-01\r\n",
        FIELD + FIELD,
        "tracestate: vendor=1\r\n"
      })
  void aTunnelWithoutASoundContextBeginsATraceOfItsOwn(String fields) {
    try (EchoPeer target = EchoPeer.start()) {
      ReceivedSpan span = span(server -> tunnel(server, target, fields));
      assertThat(span.parentId()).isEmpty();
      assertThat(span.traceId()).hasSize(32).isNotEqualTo(TRACE);
    }
  }

  @Test
  void anExchangeIsASpanAndItsServerGetsTheContextAsItCame() {
    try (HttpOrigin origin = HttpOrigin.start()) {
      ReceivedSpan span =
          span(server -> {
            try (RawClient client = server.connect()) {
              client.send(
                  "GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n%2$sConnection: close\r\n\r\n"
                      .formatted(origin.authority(), FIELD));
              assertThat(client.readHead().status()).isEqualTo(200);
              client.readToEnd();
            }
          });
      assertThat(span.name()).isEqualTo("exchange");
      assertThat(span.parentId()).isEqualTo(PARENT);
      assertThat(origin.requests().getFirst().head().headers("traceparent"))
          .containsExactly("00-" + TRACE + "-" + PARENT + "-01");
    }
  }

  @Test
  void aTargetThatRefusesIsAnError() {
    try (ClosedPort nobody = ClosedPort.reserve()) {
      ReceivedSpan span =
          span(server -> {
            try (RawClient client = ask(server, nobody.authority(), FIELD)) {
              client.readToEnd();
            }
          });
      assertThat(span.parentId()).isEqualTo(PARENT);
      assertThat(span.isError()).isTrue();
      assertThat(span.attribute("error.type")).isEqualTo("unreachable_refused");
    }
  }

  @Test
  void aRuleThatSaysNoIsNone() {
    ReceivedSpan span =
        span(
            Configs.blocked("."),
            Disclosure.NONE,
            server -> {
              try (RawClient client = ask(server, "target.example:443", FIELD)) {
                client.readToEnd();
              }
            });
    assertThat(span.isError()).isFalse();
    assertThat(span.attribute("http_tunnel.reason")).isEqualTo("forbidden_blocked");
    assertThat(span.attribute("http_tunnel.phase")).isEqualTo("decide");
  }

  @Test
  void aClientThatDoesNotWaitIsASpanToo() {
    try (BlackholePort silent = BlackholePort.open()) {
      ReceivedSpan span =
          span(server -> {
            try (RawClient client = ask(server, silent.authority(), FIELD)) {
              await().until(() -> TcpTable.dialing(silent.address().getPort()) == 1);
              client.reset();
            }
          });
      assertThat(span.parentId()).isEqualTo(PARENT);
      assertThat(span.attribute("http_tunnel.outcome")).isEqualTo("abandoned");
    }
  }

  @Test
  void namesTargetAndClientIfTheOperatorWantsIt() {
    try (EchoPeer target = EchoPeer.start()) {
      ReceivedSpan span =
          span(
              UnaryOperator.identity(),
              new Disclosure(true, true, true),
              server -> tunnel(server, target, ""));
      assertThat(span.attribute("server.address")).isEqualTo("127.0.0.1");
      assertThat(span.attribute("server.port")).isEqualTo(Integer.toString(target.port()));
      assertThat(span.attribute("client.address")).isEqualTo("127.0.0.1");
    }
  }
}
