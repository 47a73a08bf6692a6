package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/**
 * Clients that put a canary into everything they send, and provoke every outcome there is but
 * faults of the program. Keeps what they were answered, without what tunnels carried, and how each
 * request should be recorded.
 */
final class CanaryTraffic {

  private final CanarySite site;
  private final CanaryTargets targets;
  private final CanaryRequests requests;
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> outcomes = new ConcurrentLinkedQueue<>();

  CanaryTraffic(CanarySite site) {
    this.site = site;
    this.targets = site.targets();
    this.requests = new CanaryRequests(targets.words());
  }

  /** What clients were told, one answer after another. */
  String answers() {
    return String.join("\n", answers);
  }

  /** {@code outcome reason} of each request so far, or {@code outcome phase} without a reason. */
  List<String> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Each takes some seconds; they may run at the same time. */
  List<Runnable> slow() {
    return List.of(
        () -> refused(requests.connect(targets.missing("mute") + ":443"), "timeout_dns"),
        () -> refused(requests.connect(targets.blackhole().authority()), "timeout_connect"),
        () -> refused(requests.incomplete(), "timeout_request"),
        () -> unanswered("\u0016\u0003\u0001\u0002\u0000\u0001", "timeout_handshake"),
        this::idleTunnel,
        this::halfClosedTunnel);
  }

  /** Every refusal that comes at once. */
  void refusals() {
    refused(requests.garbage(), "malformed_syntax");
    refused(requests.tlsToAPlainPort(), "malformed_syntax");
    refused(requests.connect(targets.host()), "malformed_target");
    refused(requests.connect(targets.host().repeat(400)), "malformed_target_length");
    refused(requests.tooLong(targets.host()), "malformed_head_length");
    refused(requests.trace(targets.host()), "unsupported_method");
    refused(requests.unknownMethod(targets.host()), "unsupported_secure_scheme");
    refused(requests.http2(targets.host()), "unsupported_version");
    refused(requests.connect(targets.host() + ".elsewhere:443"), "forbidden_not_allowed");
    refused(requests.connect("blocked." + targets.host() + ":443"), "forbidden_blocked");
    refused(requests.connect(targets.host() + ":25"), "forbidden_port");
    refused(requests.connect("10.9.8.7:443"), "forbidden_private_address");
    refused(requests.connect(CanarySite.text(site.http())), "forbidden_own_address");
    refused(requests.connect(targets.missing("gone") + ":443"), "dns_no_such_name");
    refused(requests.connect(targets.missing("empty") + ":443"), "dns_no_address");
    refused(requests.connect(targets.missing("broken") + ":443"), "dns_server_failure");
    refused(requests.connect(targets.closed().authority()), "unreachable_refused");
    unanswered(requests.plainTextToATlsPort(), "malformed_tls");
    distrust();
  }

  /** Tunnels that end at once, by every listener. */
  void tunnels() {
    echo(site.connect(site.http()), targets.host() + ":" + targets.echo().port());
    tlsInsideATunnel();
    throughTls();
    tcp();
    resetByTheTarget();
    resetByTheClient();
    leftWhileLookingUp();
  }

  /** Requests without CONNECT, served and not. */
  void exchanges() {
    new CanaryExchanges(site, requests, answers, outcomes).run();
  }

  /** Opens tunnels that never end until there may be no more. */
  void fill(List<RawClient> clients) {
    for (int status = 200; status == 200; ) {
      RawClient client = site.connect(site.http());
      clients.add(client);
      client.send(requests.connect(targets.busy().authority()));
      HttpHead head = client.readHead();
      answers.add(head.raw());
      status = head.status();
      outcomes.add(status == 200 ? "closed drained" : "refused overloaded_tunnels");
    }
    answers.add(clients.getLast().readToEnd().text());
  }

  /** The first half of a request, to be followed by {@link #finishLate}. */
  RawClient beginLate() {
    RawClient client = site.connect(site.http());
    client.send("CONNECT ");
    return client;
  }

  /** For the first second of a stop, whoever was there before may still ask. */
  void finishLate(RawClient client) {
    assertThat(client.readFor(Duration.ofMillis(1200)).text()).isEmpty();
    String request = requests.connect(targets.echo().authority());
    refused(client, request.substring("CONNECT ".length()), "draining");
  }

  /** Clients from another address, who say nothing of themselves: all that they get to see. */
  String bystanders() {
    StringBuilder seen = new StringBuilder();
    for (String target : List.of(targets.echo().authority(), "gone.example:443", "a:1x")) {
      try (RawClient client = RawClient.connect(site.http())) {
        client.send("CONNECT " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
        client.halfClose();
        seen.append(client.readToEnd().text());
      }
    }
    outcomes.addAll(
        List.of("closed end_of_stream", "refused dns_no_such_name", "refused malformed_target"));
    return seen.toString();
  }

  private void refused(String request, String code) {
    try (RawClient client = site.connect(site.http())) {
      refused(client, request, code);
    }
  }

  private void refused(RawClient client, String request, String code) {
    client.send(request);
    String answer = client.readToEnd().text();
    assertThat(answer).as(code).startsWith("HTTP/1.1 ").contains("Proxy-Status: http-tunnel;");
    answers.add(answer);
    outcomes.add("refused " + code);
  }

  private void unanswered(String bytes, String code) {
    try (RawClient client = site.connect(site.tls())) {
      client.send(bytes);
      var received = client.readToEnd();
      assertThat(received.ending().byPeer()).as(code).isTrue();
      answers.add(received.text());
      outcomes.add("refused " + code);
    }
  }

  private void distrust() {
    SSLContext other = Certificates.create().clientContext();
    try (RawClient client = site.connect(site.tls())) {
      client.startTls(other, sniOfProxy(), word(Canary.ALPN), "http/1.1");
      throw new AssertionError("a certificate of an unknown authority was taken");
    } catch (RuntimeException refusedByClient) {
      outcomes.add("refused malformed_tls");
    }
  }

  private void echo(RawClient opened, String authority) {
    String early = word(Canary.EARLY_DATA);
    String late = word(Canary.PAYLOAD_UPSTREAM);
    try (RawClient client = opened) {
      client.send(requests.connect(authority) + early);
      answers.add(client.readHead().raw());
      client.send(late);
      assertThat(client.readExactly(early.length() + late.length())).isEqualTo(early + late);
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
    }
    outcomes.add("closed end_of_stream");
  }

  private void tlsInsideATunnel() {
    try (RawClient outer = open(site.connect(site.http()), targets.tls().authority());
        RawClient inner =
            outer.startTls(
                targets.certificates().clientContext(), word(Canary.SNI_OF_TARGET) + ".example")) {
      inner.send("hello");
      assertThat(inner.readExactly(5)).isEqualTo("hello");
      inner.halfClose();
      inner.readToEnd();
    }
    outcomes.add("closed end_of_stream");
  }

  private void throughTls() {
    SSLContext trusting = site.certificates().clientContext();
    try (RawClient outer = site.connect(site.tls());
        RawClient client =
            open(
                outer.startTls(trusting, sniOfProxy(), word(Canary.ALPN), "http/1.1"),
                targets.speaker().authority())) {
      assertThat(client.readToEnd().text()).isEqualTo(word(Canary.PAYLOAD_DOWNSTREAM));
      client.halfClose();
    }
    outcomes.add("closed end_of_stream");
  }

  private void tcp() {
    String payload = word(Canary.PAYLOAD_UPSTREAM);
    try (RawClient client = site.connect(site.tcp())) {
      client.send(payload);
      assertThat(client.readExactly(payload.length())).isEqualTo(payload);
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
    }
    outcomes.add("closed end_of_stream");
  }

  private void resetByTheTarget() {
    try (RawClient client = open(site.connect(site.http()), targets.resetter().authority())) {
      client.send("x");
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
    outcomes.add("closed reset");
  }

  private void resetByTheClient() {
    try (RawClient client = open(site.connect(site.http()), targets.echo().authority())) {
      client.send("x");
      assertThat(client.readExactly(1)).isEqualTo("x");
      client.reset();
    }
    outcomes.add("closed reset");
  }

  private void leftWhileLookingUp() {
    String name = targets.missing("left");
    try (RawClient client = site.connect(site.http())) {
      client.send(requests.connect(name + ":443"));
      targets.dns().awaitQueries(name, 1);
      client.reset();
    }
    outcomes.add("abandoned connect");
  }

  private void idleTunnel() {
    try (RawClient client = open(site.connect(site.http()), targets.silent().authority())) {
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
    outcomes.add("closed idle_timeout");
  }

  private void halfClosedTunnel() {
    try (RawClient client = open(site.connect(site.http()), targets.silent().authority())) {
      client.halfClose();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
    outcomes.add("closed half_close_timeout");
  }

  private RawClient open(RawClient client, String authority) {
    client.send(requests.connect(authority));
    HttpHead head = client.readHead();
    assertThat(head.status()).isEqualTo(200);
    answers.add(head.raw());
    return client;
  }

  private String sniOfProxy() {
    return word(Canary.SNI_OF_PROXY) + ".proxy.example";
  }

  private String word(Canary canary) {
    return targets.words().word(canary);
  }
}
