package io.github.httptunnel.server.cli;

import io.github.httptunnel.load.Experiments;
import io.github.httptunnel.server.config.ConfigLocation;
import io.github.httptunnel.server.config.ConfigReader;
import io.github.httptunnel.server.config.Environment;
import io.github.httptunnel.server.config.KeyMaterialCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The program as its user sees it: arguments in, text and an exit code out. Nothing here knows a
 * process, so that a test can be the user. Used by one thread.
 */
public final class CommandLineProgram {

  /** Arguments that lead to what is said of all commands. */
  private static final Set<String> ABOUT_ALL = Set.of("help", "completion", "--help", "-h");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final Environment environment;
  private final KeyMaterialCheck check;
  private final PasswordInput passwords;
  private final Launch launch;

  /**
   * A program.
   *
   * @param out receives what was asked for
   * @param err receives errors and warnings
   * @param terminal whether {@code err} is a terminal
   * @param environment the process's variables
   * @param check tries certificates and keys before anything is started
   * @param passwords asks for those of new users
   * @param launch runs the server
   */
  public CommandLineProgram(
      PrintWriter out,
      PrintWriter err,
      boolean terminal,
      Environment environment,
      KeyMaterialCheck check,
      PasswordInput passwords,
      Launch launch) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.environment = environment;
    this.check = check;
    this.passwords = passwords;
    this.launch = launch;
  }

  /** Does what the arguments say; the exit code is one of {@link ExitCode} or the server's. */
  public int run(String... arguments) {
    int code = commandLine(Arrays.asList(arguments)).execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  /** Knows the commands that the arguments may mean: reading the options of all takes time. */
  private CommandLine commandLine(List<String> arguments) {
    RootCommand root = new RootCommand();
    Starter starter =
        new Starter(
            out,
            err,
            new ConfigLocation(environment, Path.of("/"), Path.of("")),
            new ConfigReader(environment, check),
            check,
            launch);
    CommandLine commandLine = new CommandLine(root);
    Map<String, Supplier<Object>> commands = commands(root, starter);
    boolean all =
        !Collections.disjoint(ABOUT_ALL, arguments)
            || Collections.disjoint(commands.keySet(), arguments);
    commands.forEach((name, command) -> {
      if (all || arguments.contains(name)) {
        commandLine.addSubcommand(command.get());
      }
    });
    return configured(commandLine);
  }

  private Map<String, Supplier<Object>> commands(RootCommand root, Starter starter) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("http", () -> new HttpCommand(root, starter));
    commands.put("https", () -> new HttpsCommand(root, starter, environment));
    commands.put("tcp", () -> new TcpCommand(root, starter));
    commands.put("serve", () -> new ServeCommand(root, starter));
    commands.put("check", () -> new CheckCommand(root, starter));
    commands.put("explain", () -> new ExplainCommand(root, starter, new Explaining(out, err)));
    commands.put("status", () -> new StatusCommand(asking(root, starter), out, err));
    commands.put("top", () -> new TopCommand(asking(root, starter), out, err));
    commands.put("config", () -> config(root, starter));
    commands.put("bench", () -> Experiments.below(new BenchCommand(), out, err, terminal));
    commands.put("user", this::users);
    commands.put("completion", CompletionCommand::new);
    commands.put("help", CommandLine.HelpCommand::new);
    return commands;
  }

  private static CommandLine config(RootCommand root, Starter starter) {
    return new CommandLine(new ConfigCommand()).addSubcommand(new ConfigShowCommand(root, starter));
  }

  private AskingOptions asking(RootCommand root, Starter starter) {
    return new AskingOptions(root, starter, environment);
  }

  private CommandLine users() {
    return new CommandLine(new UserCommand())
        .addSubcommand(new UserAddCommand(out, err, passwords))
        .addSubcommand(new UserRemoveCommand(out, err))
        .addSubcommand(new UserListCommand(out, err));
  }

  private CommandLine configured(CommandLine commandLine) {
    UsageErrors usageErrors = new UsageErrors(err);
    provideVersion(commandLine);
    return commandLine
        .setOut(out)
        .setErr(err)
        // A password may begin with an @.
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler(usageErrors::report)
        .setExecutionExceptionHandler((fault, _, _) -> fault(fault));
  }

  /** Named in annotations, it would be asked for the version each time a mixin is read. */
  private static void provideVersion(CommandLine commandLine) {
    commandLine.getCommandSpec().versionProvider(new VersionLine());
    commandLine.getSubcommands().values().forEach(CommandLineProgram::provideVersion);
  }

  /** The fault's own text could hold anything, so only its kind is shown. */
  private int fault(Exception fault) {
    err.println(
        "http-tunnel: a fault of this program: "
            + fault.getClass().getName()
            + "; please report it");
    return ExitCode.FAILURE;
  }
}
