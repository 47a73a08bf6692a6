package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.accesslog.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code http-tunnel top}. */
@Command(
    name = "top",
    description = "Shows each second how a running program is, and its busiest tunnels; q leaves.",
    footer = "%nWithout a terminal it shows that once. Exit code 0, or 1 if nobody answers.")
final class TopCommand implements Callable<Integer> {

  private static final int PIPED_TUNNELS = 20;

  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private final AskingOptions asking;
  @Mixin private final GlobalOptions options = new GlobalOptions();

  TopCommand(AskingOptions asking, PrintWriter out, PrintWriter err) {
    this.asking = asking;
    this.out = out;
    this.err = err;
  }

  /**
   * What is to be seen.
   *
   * @param problem why that is all; empty if it is not
   */
  private record View(List<String> status, List<String> tunnels, String problem) {}

  @Override
  public Integer call() {
    return asking.ask(options, this::show);
  }

  private int show(AdminClient client) {
    View first = view(client, PIPED_TUNNELS);
    if (!first.problem().isEmpty()) {
      err.println("http-tunnel: " + first.problem());
      return ExitCode.FAILURE;
    }
    if (Terminal.isStandardOutput()) {
      try (Screen screen = Screen.open(out)) {
        watch(client, screen);
        return ExitCode.OK;
      } catch (IOException _) {
        // no terminal to read keys from: once is all there is
      }
    }
    first.status().forEach(out::println);
    out.println();
    first.tunnels().forEach(out::println);
    return ExitCode.OK;
  }

  private void watch(AdminClient client, Screen screen) throws IOException {
    boolean colour =
        Terminal.welcome(
            Map.of(
                "NO_COLOR",
                    Objects.requireNonNullElse(asking.environment().variable("NO_COLOR"), ""),
                "TERM", Objects.requireNonNullElse(asking.environment().variable("TERM"), "")));
    do {
      View view = view(client, screen.rows());
      List<String> lines = new ArrayList<>(view.status());
      lines.add(view.problem());
      int head = lines.size();
      lines.addAll(view.tunnels());
      screen.draw(lines, colour && !view.tunnels().isEmpty() ? head : -1);
    } while (!screen.isLeft());
  }

  private static View view(AdminClient client, int tunnels) {
    String query = "/api/v1/tunnels?sort=rate&limit=" + Math.clamp(tunnels, 1, 1000);
    return switch (client.get("/api/v1/status", "text/plain")) {
      case AdminClient.Reply.Problem(String words) -> new View(List.of(), List.of(), words);
      case AdminClient.Reply.Text(String status) ->
          switch (client.get(query, "text/plain")) {
            case AdminClient.Reply.Problem(String words) ->
                new View(status.lines().toList(), List.of(), words);
            case AdminClient.Reply.Text(String table) ->
                new View(status.lines().toList(), table.lines().toList(), "");
          };
    };
  }
}
