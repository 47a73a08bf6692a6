package io.github.httptunnel.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.server.explain.Explanation.AddressSteps;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Targets that must or must not be reached as shipped, decided by what decides on real ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputsTargetTest {

  private static final String PUBLIC = "93.184.215.14";
  private static final int OWN_PORT = 443;

  private final EventLoop loop = new DefaultEventLoop();
  private final OwnAddresses own = new OwnAddresses();

  static Stream<JsonNode> entries() throws IOException {
    Path file = Path.of("src/test/resources/bad-inputs-target.json");
    return JsonMapper.shared().readTree(Files.readString(file)).valueStream();
  }

  @BeforeAll
  void listen() {
    own.add(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), OWN_PORT));
  }

  @AfterAll
  void stop() {
    loop.shutdownGracefully();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isDecidedAsItMustBeWithConnect(JsonNode entry) {
    check(entry, Kind.TUNNEL, ":443");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isDecidedAsItMustBeWithoutConnect(JsonNode entry) {
    check(entry, Kind.EXCHANGE, ":80");
  }

  private void check(JsonNode entry, Kind kind, String port) {
    String wanted = entry.path("expect").path("decision").asString();
    String host = entry.path("input").asString().replaceFirst(":443$", "");
    switch (TargetSyntax.parse(name(host) + port)) {
      case TargetSyntax.Invalid _ -> assertThat(wanted).isEqualTo("deny-or-400");
      case TargetSyntax.Valid(Target target) -> judge(wanted, explain(target, kind));
    }
  }

  private static void judge(String wanted, Explanation explanation) {
    switch (wanted) {
      case "deny", "deny-or-400" -> assertThat(explanation.allowed()).isFalse();
      case "allow-policy-only" -> assertThat(explanation.allowed()).isTrue();
      case "dial-checked-address-only" ->
          assertThat(explanation.byAddress())
              .filteredOn(address -> address.decision() instanceof Decision.Allowed)
              .extracting(AddressSteps::address)
              .containsExactly(InetAddress.ofLiteral(PUBLIC));
      default -> throw new AssertionError("an unknown decision: " + wanted);
    }
  }

  private Explanation explain(Target target, Kind kind) {
    InetAddress elsewhere = InetAddress.ofLiteral("198.51.100.7");
    Explainer explainer =
        Books.explainer(
            Books.view(AccessConfig.defaults(), own),
            Books.names(
                Map.of(
                    "localhost", Books.addresses("::1", "127.0.0.1"),
                    "leads-to-127.example", Books.addresses("127.0.0.1"),
                    "leads-to-both.example", Books.addresses(PUBLIC, "10.0.0.1"),
                    "rebinds.example", Books.addresses(PUBLIC),
                    "this-machine.example", Books.addresses("192.168.1.5"))),
            loop);
    return explainer
        .explain(new ExplainRequest(target, kind, elsewhere, null, null, true))
        .awaitUninterruptibly()
        .getNow();
  }

  private static String name(String host) {
    return switch (host) {
      case "{{NAME_TO_127}}" -> "leads-to-127.example";
      case "{{NAME_MIXED}}" -> "leads-to-both.example";
      case "{{NAME_REBIND}}" -> "rebinds.example";
      case "{{HOSTNAME_OF_PROXY}}" -> "this-machine.example";
      default -> host;
    };
  }
}
