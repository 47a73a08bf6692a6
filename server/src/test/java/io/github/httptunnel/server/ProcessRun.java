package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Wanted;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * One run of the built program for an entry about a command line or a configuration.
 *
 * @param exit its exit code; that of the signal if it had to be ended
 * @param reached the addresses it said it listens on, each of which was connected to
 * @param took until it ended, or listened
 */
record ProcessRun(
    BadInput entry,
    int exit,
    String stdout,
    String stderr,
    List<InetSocketAddress> reached,
    Duration took) {

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  /** Runs it to its end. */
  static ProcessRun toItsEnd(BadInput entry, Map<String, String> environment, String... arguments) {
    return of(entry, false, List.of(), environment, arguments);
  }

  /**
   * Runs it behind another command.
   *
   * @param serves whether it will listen, and is to be ended once it does
   */
  static ProcessRun of(
      BadInput entry,
      boolean serves,
      List<String> prefix,
      Map<String, String> environment,
      String... arguments) {
    long begun = System.nanoTime();
    try (BuiltProgram program = BuiltProgram.runAs(prefix, environment, Path.of("/"), arguments)) {
      if (serves) {
        program.awaitStart();
      } else {
        program.awaitExit(ENDS_WITHIN);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      List<InetSocketAddress> reached = List.copyOf(program.addresses());
      if (serves) {
        reached.forEach(address -> RawClient.connect(address).close());
        program.signal("TERM");
      }
      int exit = program.awaitExit(ENDS_WITHIN);
      return new ProcessRun(entry, exit, program.stdout(), program.stderr(), reached, took);
    }
  }

  /** Two at a time: more processes than processors only make each of them slow. */
  static List<ProcessRun> all(List<BadInput> entries, Function<BadInput, ProcessRun> run)
      throws InterruptedException, ExecutionException {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<ProcessRun>> futures =
          entries.stream().map(entry -> two.submit(() -> run.apply(entry))).toList();
      List<ProcessRun> runs = new ArrayList<>();
      for (Future<ProcessRun> future : futures) {
        runs.add(future.get());
      }
      return runs;
    }
  }

  /** What the entry demands; of alternatives the first, which is the better one. */
  static Map<?, ?> expectation(BadInput entry) {
    return entry.expect().get("any_of") instanceof List<?> alternatives
        ? new Wanted(alternatives.getFirst()).members()
        : entry.expect();
  }

  /** The program says all of it, on standard error. */
  void says(Object words) {
    new Wanted(words).texts().forEach(word -> assertThat(stderr).contains(word));
  }

  void showsNoStackTrace() {
    assertThat(stderr + stdout).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Override
  public String toString() {
    return entry.id();
  }
}
