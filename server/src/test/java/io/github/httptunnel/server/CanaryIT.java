package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever clients send and however talkative the logs are set: nothing of it can be read anywhere
 * afterwards, and each request has its record.
 */
class CanaryIT {

  private static final CanaryPlan NAMING = new CanaryPlan("trace", "json", true, true);
  private static final List<CanaryPlan> NAMELESS =
      List.of(
          new CanaryPlan("info", "text", true, false),
          new CanaryPlan("debug", "json", false, false),
          new CanaryPlan("trace", "text", true, false),
          new CanaryPlan("trace", "json", false, false));

  /** More at once would only wait for a processor, and timeouts with them. */
  private static final int AT_ONCE = 3;

  private static final Set<Canary> ALL = EnumSet.allOf(Canary.class);

  /** The DNS has to be told. */
  private static final Set<Canary> HOSTS =
      EnumSet.of(Canary.TARGET_HOST, Canary.TARGET_ALIAS, Canary.MISSING_HOST);

  private static final Map<CanaryPlan, CanaryRun> RUNS = new LinkedHashMap<>();

  @BeforeAll
  static void runTheProgram(@TempDir Path folder) throws Exception {
    Map<CanaryPlan, Future<CanaryRun>> runs = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (CanaryPlan plan : plans().toList()) {
        Path own = Files.createDirectory(folder.resolve("run" + runs.size()));
        runs.put(plan, threads.submit(() -> CanaryRun.of(plan, own)));
      }
    }
    for (Map.Entry<CanaryPlan, Future<CanaryRun>> run : runs.entrySet()) {
      RUNS.put(run.getKey(), run.getValue().get());
    }
  }

  static Stream<CanaryPlan> plans() {
    return Stream.concat(NAMELESS.stream(), Stream.of(NAMING));
  }

  static Stream<CanaryPlan> nameless() {
    return NAMELESS.stream();
  }

  static Stream<CanaryPlan> writing() {
    return plans().filter(CanaryPlan::files);
  }

  @ParameterizedTest
  @MethodSource("nameless")
  void nothingOfAUserCanBeRead(CanaryPlan plan) {
    CanaryRun run = RUNS.get(plan);
    Map<String, String> texts = new LinkedHashMap<>(run.texts());
    texts.remove("DNS queries");
    assertThat(run.words().in(texts, ALL)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void theDnsIsToldNothingButNames(CanaryPlan plan) {
    CanaryRun run = RUNS.get(plan);
    Map<String, String> queries = Map.of("DNS queries", run.texts().get("DNS queries"));
    assertThat(run.words().in(queries, EnumSet.complementOf(EnumSet.copyOf(HOSTS)))).isEmpty();
    assertThat(queries.get("DNS queries")).doesNotContain("blocked.", "elsewhere");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void eachRequestHasOneRecord(CanaryPlan plan) {
    CanaryRun run = RUNS.get(plan);
    assertThat(Records.read(run.texts()).stream().map(Records::outcome))
        .containsExactlyInAnyOrderElementsOf(run.outcomes());
  }

  @ParameterizedTest
  @MethodSource("writing")
  void recordsKeepTheirShape(CanaryPlan plan) throws IOException {
    Records.assertShape(Records.read(RUNS.get(plan).texts()));
  }

  @Test
  void recordsNameTargetsAndClientsWhenSwitchedOn() {
    CanaryRun run = RUNS.get(NAMING);
    String target = run.words().word(Canary.TARGET_HOST) + ".example";
    String client = run.words().word(Canary.CLIENT_ADDRESS) + ":";
    assertThat(Records.read(run.texts()))
        .anyMatch(it -> it.path("target").asString("").startsWith(target + ":"))
        .anyMatch(it -> it.path("client").asString("").startsWith(client))
        .allMatch(it -> it.path("client").asString("").startsWith("127."));
  }

  @Test
  void liveTunnelsAreNamedToTheOperatorWhenSwitchedOn() {
    CanaryRun run = RUNS.get(NAMING);
    String client = run.words().word(Canary.CLIENT_ADDRESS);
    assertThat(run.texts().get(CanaryRun.TUNNELS)).contains("\"client\":\"" + client + "\"");
  }

  @Test
  void nothingElseNamesThemThen() {
    CanaryRun run = RUNS.get(NAMING);
    Map<String, String> texts = new LinkedHashMap<>(run.texts());
    texts.remove("DNS queries");
    texts.remove(CanaryRun.TUNNELS);
    texts.remove(CanaryRun.TUNNELS + " for people");
    texts.put("metrics.log", Records.withoutNames(run.texts()));
    assertThat(run.words().in(texts, ALL)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("nameless")
  void theProgramHasSaidWhatTheLevelPromises(CanaryPlan plan) {
    CanaryRun run = RUNS.get(plan);
    String log = run.texts().get(plan.files() ? "application.log" : "standard error");
    List<String> said = new ArrayList<>(List.of("Stopping: no new connections"));
    if (!plan.level().equals("info")) {
      said.add("refused in phase connect: dns_no_such_name");
    }
    if (plan.level().equals("trace")) {
      said.add("io.netty");
    }
    assertThat(log).contains(said);
  }

  @Test
  void aLineThatLeaksIsFoundWhateverItLeaks(@TempDir Path folder) throws Exception {
    Canaries words = Canaries.fresh();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LeakyProgram.class.getName(), folder.toString()));
    ALL.forEach(canary -> command.add(words.word(canary)));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Command.of(java, command.toArray(String[]::new))
        .within(Duration.ofSeconds(60))
        .run()
        .successful();
    assertThat(words.in(CanaryRun.files(folder), ALL).stream().map(Canaries.Sighting::canary))
        .containsExactlyInAnyOrderElementsOf(ALL);
  }

  @ParameterizedTest
  @EnumSource(names = {"PASSWORD_IN_THE_ENVIRONMENT", "PASSWORD_IN_A_FILE"})
  void aPasswordThatDoesNotFitIsNotSaid(Canary kept, @TempDir Path folder) throws IOException {
    Canaries words = Canaries.fresh();
    Certificates.create().server().writePkcs12(folder, "id.p12", "another");
    Files.writeString(folder.resolve("password"), words.word(kept));
    List<String> command = new ArrayList<>(List.of("https", "--pk", "id.p12"));
    if (kept == Canary.PASSWORD_IN_A_FILE) {
      command.addAll(List.of("--password-file", "password"));
    }
    try (BuiltProgram program =
        BuiltProgram.run(
            Map.of("HTTP_TUNNEL_TLS_PASSWORD", words.word(kept)),
            folder,
            command.toArray(String[]::new))) {
      assertThat(program.awaitExit(Duration.ofSeconds(60))).isEqualTo(78);
      assertThat(program.stderr()).contains("id.p12", "password");
      assertThat(words.in(Map.of("output", program.stdout() + program.stderr()), ALL)).isEmpty();
    }
  }
}
