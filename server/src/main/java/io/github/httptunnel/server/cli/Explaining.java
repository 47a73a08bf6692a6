package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.assembly.Explanations;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.explain.Contradiction;
import io.github.httptunnel.server.explain.ExplainRequest;
import io.github.httptunnel.server.explain.Explainer;
import io.github.httptunnel.server.explain.Explanation;
import io.github.httptunnel.server.explain.ExplanationJson;
import io.github.httptunnel.server.explain.ExplanationText;
import io.github.httptunnel.server.explain.Replay;
import io.github.httptunnel.server.explain.ReplayResult;
import io.github.httptunnel.server.explain.Sources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What {@code explain} does once it knows the configuration. */
final class Explaining {

  private final PrintWriter out;
  private final PrintWriter err;

  Explaining(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  int explain(
      ExplainRequest request,
      boolean json,
      ServerConfig config,
      ConfigOrigin origin,
      GlobalOptions options) {
    return with(
        config,
        explanations -> {
          Explainer explainer = explanations.explainer();
          check(explainer.contradiction(request), options);
          Explanation explanation = explainer.explain(request).syncUninterruptibly().getNow();
          if (json) {
            out.println(ExplanationJson.of(explanation));
          } else {
            ExplanationText.lines(explanation, sources(config, origin)).forEach(out::println);
          }
          return explanation.allowed() ? ExitCode.OK : ExitCode.FAILURE;
        });
  }

  private int with(ServerConfig config, ToIntFunction<Explanations> action) {
    Explanations opened;
    try {
      opened = Explanations.of(config);
    } catch (IllegalArgumentException unusable) {
      err.println("http-tunnel: " + unusable.getMessage() + "; nothing was decided");
      return ExitCode.CONFIGURATION;
    }
    try (Explanations explanations = opened) {
      return action.applyAsInt(explanations);
    }
  }

  private static Sources sources(ServerConfig config, ConfigOrigin origin) {
    Map<String, Path> lists = new HashMap<>();
    config.access().lists().forEach((name, source) -> lists.put(name, source.file()));
    return new Sources(origin.file(), lists);
  }

  private static void checkListeners(ServerConfig config, GlobalOptions options) {
    if (config.listeners().stream().noneMatch(it -> it.mode() instanceof Mode.Http)) {
      throw options.usage(
          "no listener asks rules: each leads to one target (expected: one with protocols)");
    }
  }

  private static void check(@Nullable Contradiction contradiction, GlobalOptions options) {
    if (contradiction != null) {
      String option =
          switch (contradiction.part()) {
            case TARGET -> "the target";
            case KIND -> "--plain";
            case GROUPS -> "--groups";
            case LISTENER -> "--listener";
          };
      throw options.usage(option + ": " + contradiction.why());
    }
  }

  int replay(Path records, int top, ServerConfig config, GlobalOptions options) {
    checkTop(top, options);
    checkListeners(config, options);
    return with(
        config,
        explanations -> {
          return compare(records, top, explanations.replay(config));
        });
  }

  private int compare(Path records, int top, Replay replay) {
    // bytes that are no UTF-8 make a line broken, not the file
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(records), StandardCharsets.UTF_8))) {
      lines.lines().forEach(replay::line);
    } catch (IOException | UncheckedIOException _) {
      err.println(
          "http-tunnel: --replay: " + records + " cannot be read (expected: a file of records)");
      return ExitCode.CONFIGURATION;
    }
    ReplayResult result = replay.result();
    if (result.hasNothingToCompare()) {
      err.println(
          "http-tunnel: --replay: of "
              + result.records()
              + " records in "
              + records
              + " none names a target that was decided on (expected: records with log.targets: on)");
      return ExitCode.USAGE;
    }
    result.lines(top).forEach(out::println);
    return result.different() == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static void checkTop(int top, GlobalOptions options) {
    if (top < 0) {
      throw options.usage("--top: " + top + " is below zero (expected: a number of targets)");
    }
  }
}
