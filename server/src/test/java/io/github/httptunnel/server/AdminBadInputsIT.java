package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputCatalogue;
import io.github.httptunnel.testkit.BadInputExpectation;
import io.github.httptunnel.testkit.BadInputPlayer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Evidence;
import io.github.httptunnel.testkit.Judge;
import io.github.httptunnel.testkit.Observed;
import io.github.httptunnel.testkit.Placeholders;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Verdict;
import io.github.httptunnel.tunnel.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A catalogue of hostile and odd requests against the admin listener, on real sockets. */
class AdminBadInputsIT {

  private static final Path CATALOGUE =
      Path.of("src", "test", "resources", "bad-inputs-admin.json");
  private static final String TOKEN = "0123456789abcdef";
  private static final Duration QUIET = Duration.ofMillis(100);

  private static AdminStage stage;
  private static EchoPeer echo;

  @BeforeAll
  static void open() {
    echo = EchoPeer.start();
    stage =
        AdminStage.open(UnaryOperator.identity(), AdminConfig.defaults().with(new Secret(TOKEN)));
  }

  @AfterAll
  static void close() {
    stage.close();
    echo.close();
  }

  static List<BadInput> entries() {
    return BadInputCatalogue.read(CATALOGUE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void isAnsweredAsItMustBe(BadInput entry) {
    int reloads = stage.reloads().get();
    Placeholders placeholders =
        new Placeholders(
            Map.of(
                "ADMIN",
                "127.0.0.1:" + stage.api().address().getPort(),
                "ECHO",
                echo.authority(),
                "TOKEN",
                TOKEN));
    Evidence evidence =
        new Evidence(played(entry, placeholders), echo.connections(), List.of(), "");
    Judge unchanged =
        (_, _) ->
            stage.reloads().get() == reloads ? Optional.empty() : Optional.of("it has reloaded");
    Verdict verdict =
        BadInputExpectation.with(placeholders)
            .and("state_unchanged", unchanged)
            .and("no_stack_overflow", AdminBadInputsIT::stillServes)
            .judge(entry, evidence);
    assertThat(verdict.violations()).as(entry.why()).isEmpty();
    assertThat(verdict.unjudged()).isEmpty();
    assertThat(stillServes(null, null)).isEmpty();
  }

  private static Observed played(BadInput entry, Placeholders placeholders) {
    try (RawClient client = RawClient.connect(stage.api().address())) {
      return new BadInputPlayer(placeholders, Duration.ofSeconds(10), QUIET).play(entry, client);
    }
  }

  private static Optional<String> stillServes(Object wanted, Object evidence) {
    return stage.ask("GET /healthz", "").startsWith("HTTP/1.1 200 ")
        ? Optional.empty()
        : Optional.of("it does not answer any more");
  }

  @Test
  void hasAnIdOfItsOwn() {
    assertThat(entries()).extracting(BadInput::id).doesNotHaveDuplicates().hasSize(19);
  }
}
