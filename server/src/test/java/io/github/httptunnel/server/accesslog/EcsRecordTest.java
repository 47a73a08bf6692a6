package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import org.junit.jupiter.api.Test;

class EcsRecordTest {

  private final RecordFormat plain = new EcsRecord(false, false, false);
  private final RecordFormat naming = new EcsRecord(true, true, true);

  @Test
  void tellsAllAboutATunnelButWhoAndWhereTo() {
    assertThat(plain.of(Requests.tunnel()))
        .isEqualTo(
            "{\"@timestamp\":\"2026-11-23T12:02:00Z\",\"ecs\":{\"version\":\"8.17.0\"},"
                + "\"event\":{\"id\":\"000000000000000100000000000000ff\",\"kind\":\"event\","
                + "\"category\":[\"network\"],\"type\":[\"connection\",\"end\"],"
                + "\"outcome\":\"success\",\"reason\":\"end_of_stream\","
                + "\"start\":\"2026-11-23T12:00:00Z\",\"duration\":120000000000},"
                + "\"network\":{\"protocol\":\"https\",\"bytes\":5000000517},"
                + "\"source\":{\"bytes\":517},\"destination\":{\"bytes\":5000000000},"
                + "\"observer\":{\"type\":\"proxy\",\"product\":\"http-tunnel\"},"
                + "\"http_tunnel\":{\"listener\":\"main\",\"kind\":\"tunnel\",\"outcome\":\"closed\","
                + "\"by\":\"client\","
                + "\"upstream\":{\"reads\":2,\"throttled\":0,\"ended\":\"finished\"},"
                + "\"downstream\":{\"reads\":40000,\"throttled\":1500,\"ended\":\"cut\"},"
                + "\"timings\":{\"negotiate\":3,\"dns\":12,\"connect\":34}}}");
  }

  @Test
  void callsARefusalAFailure() {
    assertThat(plain.of(Requests.nothing(new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT))))
        .contains(
            "\"type\":[\"connection\",\"denied\"],\"outcome\":\"failure\",\"reason\":\"draining\"",
            "\"outcome\":\"refused\",\"phase\":\"admit\"");
  }

  @Test
  void doesNotJudgeARequestThatWasAbandoned() {
    assertThat(plain.of(Requests.nothing(new Outcome.Abandoned(Phase.CONNECT))))
        .contains("\"outcome\":\"unknown\"", "\"outcome\":\"abandoned\",\"phase\":\"connect\"")
        .doesNotContain("reason");
  }

  @Test
  void namesNobodyUnlessTold() {
    assertThat(plain.of(Requests.tunnel())).doesNotContain(Requests.TARGET, Requests.CLIENT);
  }

  @Test
  void namesTargetAndClientWhenTold() {
    assertThat(naming.of(Requests.tunnel()))
        .contains(
            "\"source\":{\"bytes\":517,\"ip\":\"192.0.2.77\",\"port\":50000,\"user\":{\"name\":\"alice\"}}",
            "\"destination\":{\"bytes\":5000000000,\"domain\":\"target.example\",\"port\":443,"
                + "\"ip\":\"198.51.100.9\"}");
  }
}
