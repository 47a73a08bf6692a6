package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built distribution as a process, the way an operator starts it. */
final class BuiltProgram implements AutoCloseable {

  /** A build that runs in the background of a script ignores them, and so would its children. */
  private static final List<String> UNIGNORED_SIGNALS = List.of("env", "--default-signal=INT,HUP");

  private static final Pattern LISTENING = Pattern.compile("listening on ([^ ]+):([0-9]+):");
  private static final Set<String> SERVING = Set.of("http", "https", "tcp", "serve");
  private static final Pattern ADMIN = Pattern.compile("admin on 127\\.0\\.0\\.1:([0-9]+)");
  private static final int NOBODY = 65_534;
  private static final Duration START = Duration.ofSeconds(60);

  /** Most of these processes live for moments: compiling their code well would not pay. */
  private static final Map<String, String> QUICK_START =
      Map.of("HTTP_TUNNEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final List<String> stderr = new CopyOnWriteArrayList<>();
  private final List<String> stdout = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final List<InetSocketAddress> addresses = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private BuiltProgram(Process process) {
    this.process = process;
    // Not virtual: a read of a pipe keeps the carrier, and there is one for each processor only.
    readers.add(Thread.ofPlatform().daemon().start(() -> read(process.errorReader(), stderr)));
    readers.add(Thread.ofPlatform().daemon().start(() -> read(process.inputReader(), stdout)));
  }

  /** Starts it and waits for nothing. */
  static BuiltProgram run(
      Map<String, String> environment, Path workingDirectory, String... arguments) {
    return runAs(List.of(), environment, workingDirectory, arguments);
  }

  /** Starts it by a command that becomes the one behind it, such as {@code setpriv}. */
  static BuiltProgram runAs(
      List<String> prefix,
      Map<String, String> environment,
      Path workingDirectory,
      String... arguments) {
    return of(Path.of("target", "dist"), prefix, environment, workingDirectory, arguments);
  }

  /** Starts that of a distribution in another place. */
  static BuiltProgram of(
      Path distribution,
      List<String> prefix,
      Map<String, String> environment,
      Path workingDirectory,
      String... arguments) {
    List<String> command = new ArrayList<>(UNIGNORED_SIGNALS);
    command.addAll(prefix);
    command.add(distribution.resolve("bin/http-tunnel").toAbsolutePath().toString());
    command.addAll(withoutAdmin(List.of(arguments)));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().putAll(QUICK_START);
    builder.environment().putAll(environment);
    try {
      return new BuiltProgram(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody asks it anything but tests that say so, and there is but one port of the default. */
  private static List<String> withoutAdmin(List<String> arguments) {
    if (arguments.contains("--admin") || arguments.stream().noneMatch(SERVING::contains)) {
      return arguments;
    }
    List<String> all = new ArrayList<>(List.of("--admin", "off"));
    all.addAll(arguments);
    return all;
  }

  /** What makes it run without rights of its own, whoever runs the tests. */
  static List<String> asNobody() {
    return System.getProperty("user.name").equals("root")
        ? List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")
        : List.of();
  }

  /** Starts it and waits until it listens. */
  static BuiltProgram serve(Path workingDirectory, String... arguments) {
    BuiltProgram program = run(Map.of(), workingDirectory, arguments);
    program.awaitStart();
    return program;
  }

  void awaitStart() {
    try {
      started.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError("it does not listen; it said: " + stderr, e);
    }
  }

  InetSocketAddress address() {
    return addresses.getFirst();
  }

  List<InetSocketAddress> addresses() {
    return addresses;
  }

  /** Where its operator asks. */
  InetSocketAddress admin() {
    Matcher line = ADMIN.matcher(stderr());
    assertThat(line.find()).as("it says where its admin listener is: " + stderr()).isTrue();
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.group(1)));
  }

  String stderr() {
    return String.join("\n", stderr);
  }

  String stdout() {
    return String.join("\n", stdout);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal by its name without {@code SIG}. */
  void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The exit code, once it has ended. */
  int awaitExit(Duration within) {
    try {
      assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
          .as("ends within " + within + "; it said: " + stderr)
          .isTrue();
      for (Thread reader : readers) {
        reader.join();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(30));
  }

  private void read(BufferedReader from, List<String> lines) {
    try (from) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        lines.add(line);
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.find()) {
          addresses.add(address(matcher.group(1), matcher.group(2)));
        }
        if (line.startsWith("try it: ")) {
          started.complete(null);
        }
      }
    } catch (IOException e) {
      lines.add("(the stream broke: " + e.getClass().getSimpleName() + ")");
    }
  }

  private static InetSocketAddress address(String host, String port) {
    String bare = host.replace("[", "").replace("]", "");
    InetAddress address = InetAddress.ofLiteral(bare);
    return new InetSocketAddress(
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address,
        Integer.parseInt(port));
  }
}
