package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RuleRef;
import io.netty.channel.local.LocalAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class AccessRecordTest {

  private static final Outcome REFUSED = new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT);

  private final AccessRecord plain = new AccessRecord(false, false, false);
  private final AccessRecord naming = new AccessRecord(true, true, true);

  @Test
  void tellsAllAboutATunnelButWhoAndWhereTo() {
    assertThat(plain.of(Requests.tunnel()))
        .isEqualTo(
            "{\"id\":\"000000000000000100000000000000ff\",\"listener\":\"main\","
                + "\"protocol\":\"https\",\"kind\":\"tunnel\",\"outcome\":\"closed\",\"reason\":\"end_of_stream\","
                + "\"by\":\"client\","
                + "\"upstream\":{\"bytes\":517,\"reads\":2,\"throttled\":0,\"ended\":\"finished\"},"
                + "\"downstream\":{\"bytes\":5000000000,\"reads\":40000,\"throttled\":1500,\"ended\":\"cut\"},"
                + "\"started\":\"2026-11-23T12:00:00Z\","
                + "\"timings\":{\"negotiate\":3,\"dns\":12,\"connect\":34,\"total\":120000}}");
  }

  @Test
  void leavesOutWhatNeverHappened() {
    assertThat(plain.of(Requests.nothing(REFUSED)))
        .isEqualTo(
            "{\"id\":\"00000000000000000000000000000001\",\"listener\":\"main\","
                + "\"protocol\":\"https\",\"outcome\":\"refused\",\"reason\":\"draining\","
                + "\"phase\":\"admit\",\"started\":\"2026-11-23T12:00:00Z\","
                + "\"timings\":{\"total\":1}}");
  }

  @Test
  void namesTheRuleThatDecided() {
    assertThat(plain.of(Requests.ruled(new RuleRef("no-trackers"), false)))
        .contains("\"by\":\"client\",\"rule\":\"no-trackers\",\"upstream\"");
    assertThat(plain.of(Requests.ruled(new RuleRef("rules[2]"), true)))
        .contains("\"rule\":\"rules[2]\",\"reported\":true,\"upstream\"");
  }

  @Test
  void givesAnAbandonedRequestNoReason() {
    assertThat(plain.of(Requests.nothing(new Outcome.Abandoned(Phase.CONNECT))))
        .contains("\"outcome\":\"abandoned\",\"phase\":\"connect\"")
        .doesNotContain("reason");
  }

  @Test
  void namesTheTargetOnlyWhenTold() {
    assertThat(new AccessRecord(true, false, false).of(Requests.tunnel()))
        .contains("\"target\":\"" + Requests.TARGET + ":443\",\"address\":\"198.51.100.9\"")
        .doesNotContain(Requests.CLIENT);
  }

  @Test
  void namesTheClientOnlyWhenTold() {
    assertThat(new AccessRecord(false, true, false).of(Requests.tunnel()))
        .contains("\"client\":\"" + Requests.CLIENT + ":50000\"")
        .doesNotContain(Requests.TARGET, "198.51.100.9");
  }

  @Test
  void namesTheUserOnlyWhenTold() {
    assertThat(plain.of(Requests.tunnel())).doesNotContain(Requests.USER);
    assertThat(new AccessRecord(false, false, true).of(Requests.tunnel()))
        .contains("\"user\":\"" + Requests.USER + "\"")
        .doesNotContain(Requests.CLIENT);
  }

  @Test
  void namesNoUserWhenNobodyHasSaidWhoTheyAre() {
    assertThat(naming.of(Requests.nothing(REFUSED))).doesNotContain("\"user\"");
  }

  @Test
  void namesNoTargetWhenNoneWasAskedFor() {
    assertThat(naming.of(Requests.nothing(REFUSED))).doesNotContain("\"target\"");
  }

  @Test
  void putsAnIpv6ClientInBrackets() {
    assertThat(naming.of(Requests.from(new InetSocketAddress("2001:db8::1", 9), REFUSED)))
        .contains("\"client\":\"[2001:db8:0:0:0:0:0:1]:9\"");
  }

  @Test
  void leavesOutAClientWithoutANumericAddress() {
    SocketAddress unresolved = InetSocketAddress.createUnresolved("someone.example", 9);
    assertThat(naming.of(Requests.from(unresolved, REFUSED))).doesNotContain("\"client\"");
  }

  @Test
  void leavesOutAClientWithoutAnIpAddress() {
    assertThat(naming.of(Requests.from(new LocalAddress("x"), REFUSED)))
        .doesNotContain("\"client\"");
  }
}
