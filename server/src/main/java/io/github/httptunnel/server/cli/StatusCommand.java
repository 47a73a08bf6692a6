package io.github.httptunnel.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code http-tunnel status}. */
@Command(
    name = "status",
    description = "Tells how a running program is, by asking its admin listener.",
    footer = "%nExit code 0 if it answers, 1 if nobody does.")
final class StatusCommand implements Callable<Integer> {

  private final PrintWriter out;
  private final PrintWriter err;

  @Option(names = "--json", description = "One JSON object instead of text.")
  private boolean json;

  @Mixin private final AskingOptions asking;
  @Mixin private final GlobalOptions options = new GlobalOptions();

  StatusCommand(AskingOptions asking, PrintWriter out, PrintWriter err) {
    this.asking = asking;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    return asking.ask(options, this::tell);
  }

  private int tell(AdminClient client) {
    return switch (client.get("/api/v1/status", json ? "application/json" : "text/plain")) {
      case AdminClient.Reply.Text(String text) -> {
        out.print(text);
        yield ExitCode.OK;
      }
      case AdminClient.Reply.Problem(String words) -> {
        err.println("http-tunnel: " + words);
        yield ExitCode.FAILURE;
      }
    };
  }
}
