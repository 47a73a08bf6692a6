package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.KeyMaterialCheck;
import io.github.httptunnel.server.config.ServerConfig;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of the program, with a launch that only takes notes. */
final class ProgramRun {

  /** What the launch answers, so that a test sees whose exit code it gets. */
  static final int LAUNCHED = 143;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Launched> launches = new ArrayList<>();
  private final int exitCode;

  record Launched(ServerConfig config, ConfigOrigin origin, List<ConfigWarning> warnings) {}

  private ProgramRun(
      Map<String, String> environment,
      KeyMaterialCheck check,
      PasswordInput passwords,
      String... arguments) {
    CommandLineProgram program =
        new CommandLineProgram(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            environment::get,
            check,
            passwords,
            (config, origin, warnings) -> {
              launches.add(new Launched(config, origin, warnings));
              return LAUNCHED;
            });
    exitCode = program.run(arguments);
  }

  static ProgramRun of(String... arguments) {
    return with(Map.of(), arguments);
  }

  static ProgramRun with(Map<String, String> environment, String... arguments) {
    return new ProgramRun(environment, _ -> null, PasswordInput.ofProcess(), arguments);
  }

  static ProgramRun checkedBy(KeyMaterialCheck check, String... arguments) {
    return new ProgramRun(Map.of(), check, PasswordInput.ofProcess(), arguments);
  }

  /** With something on standard input. */
  static ProgramRun typing(String input, String... arguments) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    return new ProgramRun(
        Map.of(), _ -> null, PasswordInput.of(new ByteArrayInputStream(bytes)), arguments);
  }

  int exitCode() {
    return exitCode;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  boolean hasLaunched() {
    return !launches.isEmpty();
  }

  Launched launched() {
    if (launches.size() != 1) {
      throw new AssertionError("launched " + launches.size() + " times: " + err);
    }
    return launches.getFirst();
  }
}
