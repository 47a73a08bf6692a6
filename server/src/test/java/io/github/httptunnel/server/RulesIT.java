package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.server.config.ConfigReader;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.ExplainRequest;
import io.github.httptunnel.server.explain.Explanation;
import io.github.httptunnel.server.explain.Verdict;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access rules of a configuration file, and what clients, targets, DNS and records see of them. */
class RulesIT {

  @TempDir private Path folder;

  @Test
  void aDeniedNameIsNeverLookedUp() throws IOException {
    try (DnsPeer dns = DnsPeer.start().answer("*.example", DnsAnswer.addresses("127.0.0.1"));
        RunningServer server =
            start(dns, "rules: [{ deny: { targets: ['*.ads.example', '~track.*'] } }]")) {
      assertThat(refused(server, "CONNECT www.ads.example:443"))
          .contains("A rule of this proxy forbids the target.");
      assertThat(refused(server, "GET http://tracker.example/")).contains("A rule of this proxy");
      assertThat(server.awaitEnd().outcome()).isEqualTo(forbidden(Phase.DECIDE));
      assertThat(server.awaitEnd().rule()).isEqualTo(new RuleRef("rules[0]"));
      assertThat(dns.queries()).isZero();
    }
  }

  @Test
  void aListedNameIsRefusedAsListedAndNeverLookedUp() throws IOException {
    Files.writeString(folder.resolve("trackers.txt"), "||tracker.example^\n");
    String access =
        "lists: { trackers: { file: trackers.txt } }, rules: [{ deny: { lists: [trackers] } }]";
    try (DnsPeer dns = DnsPeer.start();
        RunningServer server = start(dns, access)) {
      assertThat(refused(server, "CONNECT www.tracker.example:443"))
          .contains("The target is on a list that this proxy blocks.");
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Refused(new Forbidden(Forbidden.Rule.LIST), Phase.DECIDE));
      assertThat(dns.queries()).isZero();
    }
  }

  @Test
  void aRuleAboutAddressesHoldsForANameThatLeadsThere() throws IOException {
    try (EchoPeer target = EchoPeer.start(at("127.0.0.2", 0));
        DnsPeer dns = DnsPeer.start().answer("in.example", DnsAnswer.addresses("127.0.0.2"));
        RunningServer server =
            start(dns, "rules: [{ name: no-two, deny: { targets: [127.0.0.2] } }]")) {
      refused(server, "CONNECT in.example:" + target.port());
      TunnelStats stats = server.awaitEnd();
      assertThat(stats.outcome()).isEqualTo(forbidden(Phase.CONNECT));
      assertThat(stats.rule()).isEqualTo(new RuleRef("no-two"));
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void theRecordNamesTheRuleOfTheAddressThatWasReached() throws IOException {
    try (EchoPeer denied = EchoPeer.start(at("127.0.0.2", 0));
        EchoPeer target = EchoPeer.start(at("127.0.0.3", denied.port()));
        DnsPeer dns =
            DnsPeer.start().answer("two.example", DnsAnswer.addresses("127.0.0.2", "127.0.0.3"));
        RunningServer server =
            start(
                dns,
                "rules: [{ deny: { targets: [127.0.0.2] } }, { report: { targets: [127.0.0.3] } }]")) {
      talk(server, "two.example:" + target.port());
      TunnelStats stats = server.awaitEnd();
      assertThat(stats.rule()).isEqualTo(new RuleRef("rules[1]"));
      assertThat(stats.reported()).isTrue();
      assertThat(denied.connections()).isZero();
    }
  }

  @Test
  void aTunnelLivesUnderTheRelayRulesOfTheRuleThatLetItThrough() throws IOException {
    String rule =
        "{ allow: { targets: ['small.example'] }, relay_policy: { max_total_payload: 10 } }";
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns = DnsPeer.start().answer("*.example", DnsAnswer.addresses("127.0.0.1"));
        RunningServer server = start(dns, "default: allow, rules: [" + rule + "]")) {
      talk(server, "large.example:" + target.port());
      assertThat(server.awaitEnd().rule()).isNull();
      try (RawClient client = server.tunnel("small.example:" + target.port())) {
        client.send("twelve bytes");
        assertThat(server.awaitEnd().outcome())
            .extracting(outcome -> ((Outcome.Closed) outcome).reason())
            .isEqualTo(CloseReason.PAYLOAD);
      }
    }
  }

  @Test
  void aNameThatLeadsElsewhereTheNextTimeIsJudgedAnewAndNeverDialledUnjudged() throws IOException {
    String access = "private_targets: deny, private_targets_except: [127.0.0.2]";
    try (EchoPeer outside = EchoPeer.start(at("127.0.0.2", 0));
        EchoPeer inside = EchoPeer.start(at("127.0.0.1", outside.port()));
        DnsPeer dns = DnsPeer.start();
        RunningServer server = start(dns, access)) {
      for (int i = 0; i < 20; i++) {
        String name = "n" + i + ".example";
        dns.answer(name, DnsAnswer.addresses(Duration.ZERO, "127.0.0.2"));
        talk(server, name + ":" + outside.port());
        dns.answer(name, DnsAnswer.addresses(Duration.ZERO, "127.0.0.1"));
        refused(server, "CONNECT " + name + ":" + outside.port());
      }
      assertThat(outside.connections()).isEqualTo(20);
      assertThat(inside.connections()).isZero();
      Stream.generate(server::awaitEnd).limit(40).forEach(stats -> assertThat(stats).isNotNull());
    }
  }

  @Test
  void aRunningServerExplainsWhatItDoes() throws IOException {
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns = DnsPeer.start().answer("*.example", DnsAnswer.addresses("127.0.0.1"));
        RunningServer server =
            start(dns, "rules: [{ report: { targets: ['*.example'] } }], default: deny")) {
      Explanation explanation = explain(server, "a.example", target.port());
      talk(server, "a.example:" + target.port());
      TunnelStats stats = server.awaitEnd();
      assertThat(explanation.verdict())
          .isEqualTo(new Verdict.Allowed(stats.rule(), stats.reported()));
      Explanation own = explain(server, "a.example", server.address().getPort());
      refused(server, "CONNECT a.example:" + server.address().getPort());
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Refused(new Forbidden(Forbidden.Rule.OWN_ADDRESS), Phase.CONNECT));
      assertThat(own.verdict())
          .isEqualTo(new Verdict.Refused(new Forbidden(Forbidden.Rule.OWN_ADDRESS), null));
    }
  }

  private static Explanation explain(RunningServer server, String name, int port) {
    ExplainRequest request =
        new ExplainRequest(
            new Target(new Host.Name(name), port),
            Kind.TUNNEL,
            InetAddress.getLoopbackAddress(),
            null,
            "main",
            true);
    return server.server().explainer().explain(request).awaitUninterruptibly().getNow();
  }

  private RunningServer start(DnsPeer dns, String access) throws IOException {
    DnsPolicy unremembered =
        new DnsPolicy(
            List.of(dns.address()),
            Duration.ZERO,
            Duration.ofSeconds(60),
            Duration.ZERO,
            null,
            DnsPolicy.Prefer.AUTO);
    UnaryOperator<ServerConfig> read = read("access: { " + access + " }");
    return RunningServer.start(config -> read.apply(config).toBuilder().dns(unremembered).build());
  }

  /** Everything the file says but for its listeners. */
  private UnaryOperator<ServerConfig> read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("http-tunnel.yaml"), yaml);
    return switch (new ConfigReader(_ -> null, _ -> null).read(file)) {
      case ConfigResult.Loaded(ServerConfig loaded, _, _, _) ->
          config -> loaded.withListeners(config.listeners());
      case ConfigResult.Rejected rejected -> throw new AssertionError(rejected.report("rejected"));
    };
  }

  private static void talk(RunningServer server, String authority) {
    try (RawClient client = server.tunnel(authority)) {
      client.send("ping");
      assertThat(client.readExactly(4)).isEqualTo("ping");
    }
  }

  private static String refused(RunningServer server, String request) {
    String target = request.substring(request.indexOf(' ') + 1).replaceAll("^http://|/$", "");
    try (RawClient client = server.connect()) {
      client.send(request + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(403);
      return client.readExactly(Integer.parseInt(head.headers("Content-Length").getFirst()));
    }
  }

  private static Outcome forbidden(Phase phase) {
    return new Outcome.Refused(new Forbidden(Forbidden.Rule.RULE), phase);
  }

  private static InetSocketAddress at(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }
}
