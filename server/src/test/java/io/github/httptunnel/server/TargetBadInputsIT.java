package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputCatalogue;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.InputPart;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelStats;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Targets that must not be reached, asked for on real sockets: none is connected to, and what is no
 * name is not looked up, however it is spelled.
 */
class TargetBadInputsIT {

  private static final Path CATALOGUE =
      Path.of("src", "test", "resources", "bad-inputs-target.json");
  private static final String INSIDE = "inside.example";
  private static final String OWN_NAME = "this-machine.example";

  private static DnsPeer dns;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    dns =
        DnsPeer.start()
            .answer(INSIDE, DnsAnswer.addresses("127.0.0.1"))
            .answer(OWN_NAME, DnsAnswer.addresses("127.0.1.1"));
    server = RunningServer.start(Configs.both(Configs.dns(dns), Configs.privateTargetsDenied()));
  }

  @AfterAll
  static void stop() {
    try {
      server.close();
    } finally {
      dns.close();
    }
  }

  static Stream<BadInput> denied() {
    return BadInputCatalogue.read(CATALOGUE).stream()
        .filter(entry -> decision(entry).startsWith("deny"));
  }

  @ParameterizedTest
  @MethodSource("denied")
  void isRefusedWithConnect(BadInput entry) {
    String target = target(entry);
    refused(entry, "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("denied")
  void isRefusedWithoutConnect(BadInput entry) {
    String target = target(entry);
    refused(entry, "GET http://" + target + "/ HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
  }

  private static void refused(BadInput entry, String request) {
    try (RawClient client = server.connect()) {
      client.send(request);
      int status = client.readHead().status();
      assertThat(status).isIn(decision(entry).equals("deny") ? List.of(403) : List.of(400, 403));
      TunnelStats stats = server.awaitEnd();
      assertThat(((Outcome.Refused) stats.outcome()).refusal())
          .isInstanceOf(status == 403 ? Refusal.Forbidden.class : Refusal.Malformed.class);
      assertThat(stats.address()).isNull();
    }
    assertThat(dns.names()).isSubsetOf(INSIDE, OWN_NAME);
  }

  private static String target(BadInput entry) {
    return ((InputPart.Text) entry.input().getFirst())
        .latin1()
        .replace("{{NAME_TO_127}}", INSIDE)
        .replace("{{HOSTNAME_OF_PROXY}}", OWN_NAME);
  }

  private static String decision(BadInput entry) {
    return (String) entry.expect().get("decision");
  }
}
