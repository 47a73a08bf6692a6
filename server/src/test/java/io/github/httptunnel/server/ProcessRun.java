package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Wanted;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

  /** Runs it to its end; if it should start, until it serves, and then ends it. */
  static ProcessRun of(
      BadInput entry, Map<String, String> environment, Path folder, List<String> command) {
    long begun = System.nanoTime();
    try (BuiltProgram program = BuiltProgram.run(environment, folder, command)) {
      if (expectation(entry).containsKey("starts") && !command.contains("check")) {
        program.awaitStart();
        Duration took = since(begun);
        program.addresses().forEach(address -> RawClient.connect(address).close());
        List<InetSocketAddress> reached = List.copyOf(program.addresses());
        program.signal("TERM");
        int exit = program.awaitExit(ENDS_WITHIN);
        return new ProcessRun(entry, exit, program.stdout(), program.stderr(), reached, took);
      }
      int exit = program.awaitExit(ENDS_WITHIN);
      return new ProcessRun(
          entry, exit, program.stdout(), program.stderr(), program.addresses(), since(begun));
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

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public String toString() {
    return entry.id();
  }
}
