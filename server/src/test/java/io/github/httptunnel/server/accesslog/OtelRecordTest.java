package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import org.junit.jupiter.api.Test;

class OtelRecordTest {

  private final RecordFormat plain = new OtelRecord(false, false, false);
  private final RecordFormat naming = new OtelRecord(true, true, true);

  @Test
  void tellsAllAboutATunnelButWhoAndWhereTo() {
    assertThat(plain.of(Requests.tunnel()))
        .isEqualTo(
            "{\"Timestamp\":\"1795435320000000000\",\"SeverityText\":\"INFO\",\"SeverityNumber\":9,"
                + "\"EventName\":\"http_tunnel.request.ended\","
                + "\"Resource\":{\"service.name\":\"http-tunnel\"},\"Attributes\":{"
                + "\"http_tunnel.id\":\"000000000000000100000000000000ff\","
                + "\"http_tunnel.listener\":\"main\",\"network.protocol.name\":\"https\","
                + "\"http_tunnel.kind\":\"tunnel\",\"http_tunnel.outcome\":\"closed\","
                + "\"http_tunnel.reason\":\"end_of_stream\",\"http_tunnel.by\":\"client\","
                + "\"http_tunnel.upstream.bytes\":517,\"http_tunnel.upstream.reads\":2,"
                + "\"http_tunnel.upstream.throttled\":0,\"http_tunnel.upstream.ended\":\"finished\","
                + "\"http_tunnel.downstream.bytes\":5000000000,"
                + "\"http_tunnel.downstream.reads\":40000,"
                + "\"http_tunnel.downstream.throttled\":1500,"
                + "\"http_tunnel.downstream.ended\":\"cut\","
                + "\"http_tunnel.started\":\"2026-11-23T12:00:00Z\","
                + "\"http_tunnel.timings.negotiate\":3,\"http_tunnel.timings.dns\":12,"
                + "\"http_tunnel.timings.connect\":34,\"http_tunnel.timings.total\":120000}}");
  }

  @Test
  void callsARefusalsReasonTheTypeOfAnError() {
    assertThat(plain.of(Requests.nothing(new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT))))
        .contains(
            "\"http_tunnel.outcome\":\"refused\",\"error.type\":\"draining\","
                + "\"http_tunnel.phase\":\"admit\"");
  }

  @Test
  void givesAnAbandonedRequestNoReason() {
    assertThat(plain.of(Requests.nothing(new Outcome.Abandoned(Phase.CONNECT))))
        .contains("\"http_tunnel.outcome\":\"abandoned\",\"http_tunnel.phase\":\"connect\"")
        .doesNotContain("reason", "error.type");
  }

  @Test
  void namesNobodyUnlessTold() {
    assertThat(plain.of(Requests.tunnel())).doesNotContain(Requests.TARGET, Requests.CLIENT);
  }

  @Test
  void namesTargetAndClientWhenTold() {
    assertThat(naming.of(Requests.tunnel()))
        .contains(
            "\"server.address\":\"target.example\",\"server.port\":443,"
                + "\"network.peer.address\":\"198.51.100.9\","
                + "\"client.address\":\"192.0.2.77\",\"client.port\":50000");
  }
}
