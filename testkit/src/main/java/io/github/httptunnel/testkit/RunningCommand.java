package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs. Its output is read as it comes, so that it never blocks on a full pipe. Any
 * thread may call any method; waits are bounded by the deadline of the {@link Command}.
 */
public final class RunningCommand implements AutoCloseable {

  private final Command command;
  private final Process process;
  private final long startNanos = System.nanoTime();
  private final Monitor monitor = new Monitor();
  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();
  private final List<Thread> threads = new ArrayList<>();

  private RunningCommand(Command command, Process process) {
    this.command = command;
    this.process = process;
  }

  static RunningCommand watch(Command command, Process process) {
    RunningCommand running = new RunningCommand(command, process);
    running.onThread(() -> running.collect(process.getInputStream(), running.stdout));
    running.onThread(() -> running.collect(process.getErrorStream(), running.stderr));
    running.onThread(running::feed);
    return running;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** What it has written to its standard output so far. */
  public String stdout() {
    return monitor.view(stdout::toString);
  }

  /** What it has written to its standard error so far. */
  public String stderr() {
    return monitor.view(stderr::toString);
  }

  /** Waits until {@code text} has come on either output. */
  public void awaitOutput(String text) {
    monitor.await(
        () -> stdout.indexOf(text) >= 0 || stderr.indexOf(text) >= 0,
        "'%s' from %s".formatted(text, program()),
        () -> "stdout: '%s', stderr: '%s'".formatted(stdout, stderr),
        command.deadline());
  }

  /** Asks it to end: SIGTERM. What it says while it ends is still read. */
  public void terminate() {
    // Not Process.destroy, which also closes the pipes of the outputs.
    process.toHandle().destroy();
  }

  /** Sends it a signal, named without SIG: {@code HUP}, {@code INT}, {@code STOP}, {@code CONT}. */
  public void signal(String name) {
    Command.of("kill", "-" + name, Long.toString(pid())).fromPackage("procps").run().successful();
  }

  /** Waits for its end. Still running at the deadline, it is killed and the test fails. */
  public CommandResult awaitExit() {
    try {
      if (!process.waitFor(command.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
        close();
        throw new AssertionError(
            "%s: still ran after %d ms; stdout: '%s', stderr: '%s'"
                .formatted(program(), command.deadline().toMillis(), stdout(), stderr()));
      }
      joinAll();
      Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
      return new CommandResult(process.exitValue(), stdout(), stderr(), took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + program(), e);
    }
  }

  /** Kills it and its children if they still run. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
    try {
      process.waitFor(Deadline.USUAL.toNanos(), TimeUnit.NANOSECONDS);
      joinAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String program() {
    return command.line().getFirst();
  }

  private void onThread(Runnable task) {
    threads.add(Thread.ofPlatform().daemon().name("output-of-" + program()).start(task));
  }

  private void joinAll() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Deadline.USUAL);
    }
  }

  private void collect(InputStream stream, StringBuilder into) {
    char[] chunk = new char[8 * 1024];
    try (Reader reader = new InputStreamReader(stream, Charset.defaultCharset())) {
      for (int count = reader.read(chunk); count >= 0; count = reader.read(chunk)) {
        String text = new String(chunk, 0, count);
        monitor.update(() -> into.append(text));
      }
    } catch (IOException ignored) {
      // It was killed; what it said before is kept.
    }
  }

  private void feed() {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(command.input().getBytes(Charset.defaultCharset()));
    } catch (IOException ignored) {
      // It did not want its input.
    }
  }
}
