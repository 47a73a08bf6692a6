package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.explain.ExplainRequest;
import io.github.httptunnel.server.explain.ExplanationJson;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the admin listener says about requests that nobody makes. */
class ExplainApiIT {

  private static final String EXPLAIN = "GET /api/v1/explain";

  private static AdminStage stage;

  @BeforeAll
  static void open() {
    stage = AdminStage.open(Configs.blocked("blocked"));
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  private static String answer(String query) {
    String whole = stage.ask(EXPLAIN + "?" + query, "");
    assertThat(whole).startsWith("HTTP/1.1 200 ");
    return whole.substring(whole.indexOf("\r\n\r\n") + 4);
  }

  private static String own(String target, Kind kind, String client, String user) {
    Target to = ((TargetSyntax.Valid) TargetSyntax.parse(target)).target();
    ExplainRequest request =
        new ExplainRequest(to, kind, InetAddress.ofLiteral(client), user, null, true);
    return ExplanationJson.of(
            stage.server().server().explainer().explain(request).syncUninterruptibly().getNow())
        + "\n";
  }

  @Test
  void saysWhatTheCommandSays() {
    assertThat(answer("target=www.blocked.example:443"))
        .isEqualTo(own("www.blocked.example:443", Kind.TUNNEL, "127.0.0.1", null))
        .contains("\"decision\":\"refused\"", "\"reason\":\"forbidden_blocked\"");
    assertThat(answer("target=127.0.0.1:80&kind=exchange&client=192.0.2.7&user=ann"))
        .isEqualTo(own("127.0.0.1:80", Kind.EXCHANGE, "192.0.2.7", "ann"));
  }

  @Test
  void connectsNowhere() {
    try (EchoPeer target = EchoPeer.start()) {
      assertThat(answer("target=" + target.authority())).contains("\"decision\":\"allowed\"");
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void looksNothingUpIfItIsToldNotTo() {
    assertThat(answer("target=nowhere.invalid:443&dns=off")).contains("\"by_address\":[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                           | target: missing
          target=                      | target: cannot be used
          target=example.org           | target: cannot be used (the port is missing
          target=a:1&target=b:1        | target: is given twice
          target=a:1&client=here       | client: cannot be used (expected: an IP address
          target=a:1&listener=none     | listener: cannot be used (no listener has this name; expected: one of main)
          target=a:1&groups=a,,b       | groups: cannot be used (expected: names with commas
          target=a:1&groups=a          | groups: cannot be used (nobody without a name
          target=a:1&user=b&groups=a   | groups: cannot be used (no client proves any at listener main
          target=a:1&kind=udp          | kind: cannot be used (expected: one of exchange, tunnel)
          target=a:1&tarjet=b:1        | tarjet: unknown parameter (expected: one of client, dns, groups,
          """)
  void namesWhatIsWrong(String query, String problem) {
    assertThat(stage.ask(EXPLAIN + "?" + query, ""))
        .startsWith("HTTP/1.1 400 ")
        .contains("\r\n\r\n" + problem);
  }
}
