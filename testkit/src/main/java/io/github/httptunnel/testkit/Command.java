package io.github.httptunnel.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run and wait for. Immutable: each method gives a changed copy.
 *
 * @param line program and arguments
 * @param debianPackage what to install where the program is missing
 * @param input what it reads from its standard input
 * @param environment variables added to this process's own
 * @param folder its working directory, or null for this process's own
 * @param deadline after which it is killed and the test fails
 */
public record Command(
    List<String> line,
    String debianPackage,
    String input,
    Map<String, String> environment,
    @Nullable Path folder,
    Duration deadline) {

  /** Copies the collections. */
  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  /** A program whose Debian package has its name; 10 s to run. */
  public static Command of(String program, String... arguments) {
    List<String> line = new ArrayList<>(List.of(program));
    line.addAll(List.of(arguments));
    return new Command(line, program, "", Map.of(), null, Deadline.USUAL);
  }

  /** Adds arguments. */
  public Command and(String... arguments) {
    List<String> more = new ArrayList<>(line);
    more.addAll(List.of(arguments));
    return new Command(more, debianPackage, input, environment, folder, deadline);
  }

  /** Names the Debian package the program comes from. */
  public Command fromPackage(String name) {
    return new Command(line, name, input, environment, folder, deadline);
  }

  /** Gives it something to read. */
  public Command input(String text) {
    return new Command(line, debianPackage, text, environment, folder, deadline);
  }

  /** Sets an environment variable. */
  public Command with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Command(line, debianPackage, input, more, folder, deadline);
  }

  /** Runs it in that directory. */
  public Command in(Path directory) {
    return new Command(line, debianPackage, input, environment, directory, deadline);
  }

  /** Bounds its run. */
  public Command within(Duration wait) {
    return new Command(line, debianPackage, input, environment, folder, wait);
  }

  /**
   * Starts it and returns at once. Fails with an {@link AssertionError} that names the package to
   * install if the program is missing.
   */
  public RunningCommand start() {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    try {
      return RunningCommand.watch(this, builder.start());
    } catch (IOException e) {
      throw new AssertionError(
          "%s: cannot be run; install the Debian package %s"
              .formatted(line.getFirst(), debianPackage),
          e);
    }
  }

  /** Runs it to its end; fails with an {@link AssertionError} if that takes too long. */
  public CommandResult run() {
    try (RunningCommand running = start()) {
      return running.awaitExit();
    }
  }
}
