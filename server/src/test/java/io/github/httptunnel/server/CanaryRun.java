package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * One run of the built program from start to SIGTERM, with all the traffic there is.
 *
 * @param texts everything that can be read of it afterwards, by where it stood
 * @param outcomes what its records should say, one for each request
 */
record CanaryRun(Canaries words, Map<String, String> texts, List<String> outcomes) {

  /** The answer that names what records may name. */
  static final String TUNNELS = "admin tunnels";

  private static final Duration END = Duration.ofSeconds(20);

  static CanaryRun of(CanaryPlan plan, Path folder) throws Exception {
    Canaries words = Canaries.fresh();
    try (CanaryTargets targets = CanaryTargets.start(words)) {
      CanarySite site = CanarySite.choose(targets, folder);
      Path config = site.write(plan);
      try (BuiltProgram program =
          BuiltProgram.run(
              site.environment(),
              folder,
              "serve",
              "--config",
              config.toString(),
              "--admin",
              CanarySite.text(site.admin()))) {
        program.awaitStart();
        return observe(site, program);
      }
    }
  }

  private static CanaryRun observe(CanarySite site, BuiltProgram program) throws Exception {
    CanaryTraffic traffic = new CanaryTraffic(site);
    Map<String, String> texts = new LinkedHashMap<>();
    drive(traffic);
    texts.put("answers to others", traffic.bystanders());
    List<RawClient> busy = new ArrayList<>();
    try {
      traffic.fill(busy);
      texts.putAll(admin(site));
      texts.putAll(stop(site, traffic, program));
    } finally {
      busy.forEach(RawClient::close);
    }
    texts.put("answers", traffic.answers());
    texts.put("standard output", program.stdout());
    texts.put("standard error", program.stderr());
    texts.put("DNS queries", String.join(" ", site.targets().dns().names()));
    texts.putAll(files(site.logs()));
    return new CanaryRun(site.targets().words(), texts, traffic.outcomes());
  }

  /** While one has begun to ask, which takes no longer than it may; what the process shows then. */
  private static Map<String, String> stop(
      CanarySite site, CanaryTraffic traffic, BuiltProgram program) throws IOException {
    try (RawClient late = traffic.beginLate()) {
      Map<String, String> shown = process(program.pid());
      program.signal("TERM");
      await().atMost(END).until(() -> refusesConnections(site));
      traffic.finishLate(late);
      assertThat(program.awaitExit(END)).isEqualTo(143);
      return shown;
    }
  }

  private static void drive(CanaryTraffic traffic) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> slow = traffic.slow().stream().map(threads::submit).toList();
      traffic.refusals();
      traffic.tunnels();
      traffic.exchanges();
      for (Future<?> step : slow) {
        step.get();
      }
    }
  }

  private static boolean refusesConnections(CanarySite site) {
    try (RawClient _ = RawClient.connect(site.http())) {
      return false;
    } catch (RuntimeException refused) {
      return true;
    }
  }

  /** All that the operator can ask, while there are tunnels. */
  private static Map<String, String> admin(CanarySite site) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String path :
        List.of(
            "metrics", "healthz", "readyz", "api/v1/status", "api/v1/history", "api/v1/config")) {
      answers.put("admin " + path, ask(site, "/" + path, "*/*"));
    }
    answers.put("admin status for people", ask(site, "/api/v1/status", "text/plain"));
    answers.put(TUNNELS, ask(site, "/api/v1/tunnels", "*/*"));
    answers.put(TUNNELS + " for people", ask(site, "/api/v1/tunnels", "text/plain"));
    answers.put("admin events", event(site));
    return answers;
  }

  private static String ask(CanarySite site, String path, String type) {
    try (RawClient client = RawClient.connect(site.admin())) {
      client.send(request(path, type) + "Connection: close\r\n\r\n");
      String answer = client.readToEnd().text();
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      return answer;
    }
  }

  private static String event(CanarySite site) {
    try (RawClient client = RawClient.connect(site.admin())) {
      client.send(request("/api/v1/events", "*/*") + "\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);
      StringBuilder event = new StringBuilder();
      await()
          .atMost(END)
          .until(() ->
              event.append(client.receive(Duration.ofMillis(100)).text()).indexOf("}\n\n") > 0);
      return event.toString();
    }
  }

  private static String request(String path, String type) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + type + "\r\n";
  }

  /** What others on the machine can see of a process, and what its own user can ask of it. */
  static Map<String, String> process(long pid) throws IOException {
    Path proc = Path.of("/proc", Long.toString(pid));
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    StringBuilder names = new StringBuilder();
    try (Stream<Path> tasks = Files.list(proc.resolve("task"))) {
      for (Path task : tasks.toList()) {
        names.append(Files.readString(task.resolve("comm")));
      }
    }
    return Map.of(
        "command line",
        Files.readString(proc.resolve("cmdline")),
        "names of threads",
        names.toString(),
        "stacks of threads",
        Command.of(jcmd, Long.toString(pid), "Thread.print", "-l")
            .within(END)
            .run()
            .successful()
            .stdout());
  }

  /** What the files of a folder hold, by their names. */
  static Map<String, String> files(Path logs) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (Files.exists(logs)) {
      try (Stream<Path> files = Files.list(logs)) {
        for (Path file : files.toList()) {
          texts.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return texts;
  }
}
