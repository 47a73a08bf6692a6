package io.github.httptunnel.load;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where results go.
 *
 * @param out for programs
 * @param err for people
 * @param terminal whether a line on the second can be written anew
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {

  Progress progress(boolean quiet) {
    return new Progress(terminal && !quiet ? err : null);
  }

  void print(Report report, boolean quiet) {
    if (!quiet) {
      err.print(report.table());
      err.flush();
    }
    out.println(report.json());
    out.flush();
  }

  /** Says why nothing was measured; gives the exit code for that. */
  int failed(CommandSpec command, IOException failed) {
    err.println(command.root().name() + ": " + failed.getMessage());
    err.flush();
    return ExitCode.SOFTWARE;
  }
}
