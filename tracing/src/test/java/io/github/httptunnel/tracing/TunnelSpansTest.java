package io.github.httptunnel.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TraceContext;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which spans one event makes, and what they say. */
class TunnelSpansTest {

  private static final Disclosure ALL = new Disclosure(true, true, true);
  private static final TraceContext SAMPLED =
      new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", 1, "vendor=1");

  private final KeptSpans kept = new KeptSpans(Sampler.parentBased(Sampler.alwaysOn()));

  private SpanData server(Ended ended) {
    return server(ended, Disclosure.NONE);
  }

  private SpanData server(Ended ended, Disclosure disclosure) {
    kept.observer(() -> disclosure).on(ended.event());
    assertThat(kept.all()).filteredOn(span -> span.getKind() == SpanKind.SERVER).hasSize(1);
    return kept.all().getLast();
  }

  private static Map<String, Object> attributes(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
  }

  @Test
  void aTunnelIsOneServerSpanFromAcceptToEnd() {
    SpanData span = server(Ended.tunnel());
    assertThat(span.getName()).isEqualTo("CONNECT");
    assertThat(span.getStartEpochNanos()).isEqualTo(Ended.nanos(0));
    assertThat(span.getEndEpochNanos()).isEqualTo(Ended.nanos(100));
    assertThat(span.getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void anExchangeHasItsOwnName() {
    assertThat(server(Ended.tunnel().with(TunnelRequest.Kind.EXCHANGE)).getName())
        .isEqualTo("exchange");
  }

  @Test
  void belongsToTheTraceThatTheClientNames() {
    SpanData span = server(Ended.tunnel().with(SAMPLED));
    assertThat(span.getTraceId()).isEqualTo(SAMPLED.traceId());
    assertThat(span.getParentSpanId()).isEqualTo(SAMPLED.parentId());
    assertThat(span.getParentSpanContext().isRemote()).isTrue();
    assertThat(span.getSpanContext().getTraceState().asMap())
        .containsExactly(Map.entry("vendor", "1"));
  }

  @Test
  void aStateThatCannotBeReadCostsTheStateAlone() {
    TraceContext odd = new TraceContext(SAMPLED.traceId(), SAMPLED.parentId(), 1, "=,;=");
    SpanData span = server(Ended.tunnel().with(odd));
    assertThat(span.getParentSpanId()).isEqualTo(SAMPLED.parentId());
    assertThat(span.getSpanContext().getTraceState().isEmpty()).isTrue();
  }

  @Test
  void isNotRecordedIfTheClientDoesNotRecordItsTrace() {
    TraceContext unsampled = new TraceContext(SAMPLED.traceId(), SAMPLED.parentId(), 0, "");
    kept.observer(() -> ALL).on(Ended.tunnel().with(unsampled).event());
    assertThat(kept.all()).isEmpty();
  }

  @Test
  void onlyTheClientDecidesOnTracesOfClients() {
    KeptSpans none = new KeptSpans(Sampler.parentBased(Sampler.traceIdRatioBased(0)));
    none.observer(() -> ALL).on(Ended.tunnel().event());
    assertThat(none.all()).isEmpty();
    none.observer(() -> ALL).on(Ended.tunnel().with(SAMPLED).event());
    assertThat(none.named("CONNECT")).isPresent();
  }

  @Test
  void saysHowItEnded() {
    assertThat(attributes(server(Ended.tunnel())))
        .containsOnly(
            Map.entry("http_tunnel.id", "00000000000000010000000000000002"),
            Map.entry("http_tunnel.listener", "main"),
            Map.entry("http_tunnel.protocol", "https"),
            Map.entry("http_tunnel.outcome", "closed"),
            Map.entry("http_tunnel.reason", "end_of_stream"),
            Map.entry("http_tunnel.by", "target"),
            Map.entry("http_tunnel.rule", "rules[3]"),
            Map.entry("http_tunnel.upstream.bytes", 11L),
            Map.entry("http_tunnel.downstream.bytes", 22L));
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, false, server.address, target.example",
    "false, true, false, client.address, 192.0.2.77",
    "false, false, true, enduser.id, eve"
  })
  void namesAPartyIfTheOperatorWantsIt(
      boolean targets, boolean clients, boolean users, String key, String value) {
    SpanData span = server(Ended.tunnel(), new Disclosure(targets, clients, users));
    assertThat(span.getAttributes().get(AttributeKey.stringKey(key))).isEqualTo(value);
    assertThat(attributes(span)).hasSize(targets ? 11 : 10);
  }

  @Test
  void namesThePortWithTheTarget() {
    assertThat(attributes(server(Ended.tunnel(), ALL))).containsEntry("server.port", 8443L);
  }

  @Test
  void asksWhatItMayNameForEachTunnel() {
    Deque<Disclosure> answers = new ArrayDeque<>(List.of(Disclosure.NONE, ALL));
    TunnelSpans spans = kept.observer(answers::remove);
    spans.on(Ended.tunnel().event());
    assertThat(attributes(kept.all().getLast())).doesNotContainKey("enduser.id");
    spans.on(Ended.tunnel().event());
    assertThat(attributes(kept.all().getLast())).containsEntry("enduser.id", "eve");
  }

  @Test
  void phasesStandOneBehindTheOtherBelowIt() {
    SpanData span = server(Ended.tunnel());
    SpanData dns = kept.named("dns").orElseThrow();
    SpanData connect = kept.named("connect").orElseThrow();
    assertThat(dns.getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(dns.getStartEpochNanos()).isEqualTo(Ended.nanos(1));
    assertThat(dns.getEndEpochNanos()).isEqualTo(Ended.nanos(3));
    assertThat(connect.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(connect.getStartEpochNanos()).isEqualTo(Ended.nanos(3));
    assertThat(connect.getEndEpochNanos()).isEqualTo(Ended.nanos(7));
    assertThat(kept.all())
        .filteredOn(child -> !child.equals(span))
        .allMatch(child -> child.getParentSpanId().equals(span.getSpanId()))
        .allMatch(child -> child.getTraceId().equals(span.getTraceId()));
  }

  @ParameterizedTest
  @CsvSource({
    "1, -1, 4, false, true",
    "1, 2, -1, true, false",
    "1, -1, -1, false, false",
    "-1, -1, -1, false, false",
    "1, -1, 0, false, false"
  })
  void aPhaseThatWasNotReachedHasNone(
      int negotiate, int dns, int connect, boolean looksUp, boolean dials) {
    server(Ended.tunnel().with(Ended.timings(negotiate, dns, connect, 100)));
    assertThat(kept.named("dns").isPresent()).isEqualTo(looksUp);
    assertThat(kept.named("connect").isPresent()).isEqualTo(dials);
  }

  @Test
  void noPhaseOutlivesTheTunnel() {
    server(Ended.tunnel().with(Ended.timings(1, 200, 300, 100)));
    assertThat(kept.named("dns").orElseThrow().getEndEpochNanos()).isEqualTo(Ended.nanos(100));
    assertThat(kept.named("connect").orElseThrow().getStartEpochNanos())
        .isEqualTo(Ended.nanos(100));
  }

  @Test
  void aDialThatFailedGoesOnToTheEndAndIsAnError() {
    Refusal refusal = new Refusal.Unreachable(Refusal.Unreachable.Cause.REFUSED);
    SpanData span =
        server(
            Ended.tunnel()
                .with(Ended.timings(1, 2, -1, 50))
                .with(new Outcome.Refused(refusal, Phase.CONNECT)));
    SpanData connect = kept.named("connect").orElseThrow();
    assertThat(connect.getStartEpochNanos()).isEqualTo(Ended.nanos(3));
    assertThat(connect.getEndEpochNanos()).isEqualTo(Ended.nanos(50));
    assertThat(connect.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(SpanAttributes.ERROR)).isEqualTo("unreachable_refused");
  }

  @Test
  void aLookUpThatFailedIsAnErrorAndNothingWasDialled() {
    Refusal refusal = new Refusal.Unresolvable(Refusal.Unresolvable.Answer.SERVER_FAILURE);
    server(
        Ended.tunnel()
            .with(Ended.timings(1, 2, -1, 50))
            .with(new Outcome.Refused(refusal, Phase.CONNECT)));
    assertThat(kept.named("dns").orElseThrow().getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
    assertThat(kept.named("connect")).isEmpty();
  }

  @Test
  void aDialThatTheClientDidNotWaitForGoesOnToTheEnd() {
    SpanData span =
        server(
            Ended.tunnel()
                .with(Ended.timings(1, -1, -1, 50))
                .with(new Outcome.Abandoned(Phase.CONNECT)));
    SpanData connect = kept.named("connect").orElseThrow();
    assertThat(connect.getEndEpochNanos()).isEqualTo(Ended.nanos(50));
    assertThat(connect.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(attributes(span))
        .containsEntry("http_tunnel.outcome", "abandoned")
        .containsEntry("http_tunnel.phase", "connect")
        .doesNotContainKey("http_tunnel.reason");
  }

  @Test
  void aRefusalSaysWhyAndWhere() {
    Refusal refusal = new Refusal.Forbidden(Refusal.Forbidden.Rule.LIST);
    SpanData span = server(Ended.tunnel().with(new Outcome.Refused(refusal, Phase.DECIDE)));
    assertThat(attributes(span))
        .containsEntry("http_tunnel.outcome", "refused")
        .containsEntry("http_tunnel.reason", "forbidden_list")
        .containsEntry("http_tunnel.phase", "decide")
        .doesNotContainKey("error.type");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void aConnectionWithoutASoundRequestHasNone() {
    kept.observer(() -> ALL).on(Ended.tunnel().with((TunnelRequest.Kind) null).event());
    assertThat(kept.all()).isEmpty();
  }

  @Test
  void onlyTheEndMakesASpan() {
    kept.observer(() -> ALL).on(new TunnelEvent.Exhausted(Phase.RELAY));
    kept.observer(() -> ALL).on(new TunnelEvent.LoopAnswered(Duration.ZERO));
    assertThat(kept.all()).isEmpty();
  }
}
