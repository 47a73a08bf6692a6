package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One start of the launcher, in an environment that holds nothing but what the test puts there. */
final class LauncherRun implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 60;

  private final Process process;
  private final Path out;
  private final Path err;

  private LauncherRun(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it with a JDK 25 to be found. */
  static LauncherRun start(Path script, Path folder, String... args) throws IOException {
    return start(script, folder, Map.of("JAVA_HOME", System.getProperty("java.home")), args);
  }

  /** Starts it; {@code folder} is the working directory and keeps its output. */
  static LauncherRun start(Path script, Path folder, Map<String, String> env, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("HTTP_TUNNEL_JDK_SEARCH", "");
    builder.environment().putAll(env);
    return new LauncherRun(builder.start(), out, err);
  }

  long pid() {
    return process.pid();
  }

  /** What it has written to its standard output so far. */
  String out() throws IOException {
    return Files.readString(out);
  }

  /** What it has written to its standard error so far. */
  String err() throws IOException {
    return Files.readString(err);
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("it has ended").isTrue();
    return process.exitValue();
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
