package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The command line of the experiments, and what it said. */
final class BenchRun {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "bench")
  private static final class Bench {}

  /** The one line for programs of a run that must go well. */
  JsonNode measure(String arguments) {
    assertThat(run(arguments)).as(err.toString()).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    return new ObjectMapper().readTree(out.toString());
  }

  /** The exit code of a run. */
  int run(String arguments) {
    PrintWriter errors = new PrintWriter(err, true);
    return Experiments.below(new Bench(), new PrintWriter(out), errors, false)
        .setErr(errors)
        .execute(arguments.split(" "));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
