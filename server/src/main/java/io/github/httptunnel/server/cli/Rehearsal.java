package io.github.httptunnel.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * The program's other way to begin: it serves for a moment on free ports of this machine, sends
 * itself traffic of several kinds, and ends. The launcher runs it with {@code -XX:AOTCacheOutput},
 * so that the JVM learns what a start needs and starts faster from then on (JEP 514, JEP 515).
 *
 * <p>Takes no arguments. Exit code 0 when all traffic was answered as it should be; after any other
 * the cache is not to be used.
 */
public final class Rehearsal {

  private Rehearsal() {}

  /** Rehearses and exits. */
  public static void main(String[] arguments) throws IOException {
    int code;
    try (RehearsalStage stage = RehearsalStage.build();
        RehearsalOrigin origin = RehearsalOrigin.open()) {
      StopSignal stop = new StopSignal(Runtime.getRuntime()::halt);
      RehearsalGuests guests = new RehearsalGuests(stage, origin.authority(), stop::came);
      code = run(stage, new Serve(err(), Map.of(), stop, Runtime.getRuntime()::halt, guests::come));
    }
    System.exit(code);
  }

  /** The program itself, with the options that its users give it. */
  private static int run(RehearsalStage stage, Serve serve) {
    CommandLineProgram program =
        new CommandLineProgram(
            err(), err(), false, _ -> null, new TriedFiles(), PasswordInput.ofProcess(), serve);
    String config = stage.config().toString();
    int checked = program.run("--config", config, "check");
    return checked == ExitCode.OK
        ? program.run("--config", config, "--allow-clients", "127.0.0.0/8", "serve")
        : checked;
  }

  private static PrintWriter err() {
    return new PrintWriter(System.err, true, Charset.defaultCharset());
  }
}
