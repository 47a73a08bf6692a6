package io.github.httptunnel.server.cli;

import io.github.httptunnel.load.Experiments;
import io.github.httptunnel.server.config.ConfigLocation;
import io.github.httptunnel.server.config.ConfigReader;
import io.github.httptunnel.server.config.Environment;
import io.github.httptunnel.server.config.KeyMaterialCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The program as its user sees it: arguments in, text and an exit code out. Nothing here knows a
 * process, so that a test can be the user. Used by one thread.
 */
public final class CommandLineProgram {

  /** Arguments that lead to what is said of all commands. */
  private static final List<String> ALL_COMMANDS = List.of("help", "completion");

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
    CommandLine commandLine =
        new CommandLine(root)
            .addSubcommand(new HttpCommand(root, starter))
            .addSubcommand(new HttpsCommand(root, starter, environment))
            .addSubcommand(new TcpCommand(root, starter))
            .addSubcommand(new ServeCommand(root, starter))
            .addSubcommand(new CheckCommand(root, starter))
            .addSubcommand(new ExplainCommand(root, starter, new Explaining(out, err)))
            .addSubcommand(new ConfigCommand())
            .addSubcommand(bench(arguments))
            .addSubcommand(users(arguments))
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new CommandLine.HelpCommand());
    return configured(commandLine);
  }

  /** Reading the many options of experiments takes a start longer than anything else. */
  private CommandLine bench(List<String> arguments) {
    return isAbout("bench", arguments)
        ? Experiments.below(new BenchCommand(), out, err, terminal)
        : new CommandLine(new BenchCommand());
  }

  private CommandLine users(List<String> arguments) {
    CommandLine users = new CommandLine(new UserCommand());
    if (isAbout("user", arguments)) {
      users
          .addSubcommand(new UserAddCommand(out, err, passwords))
          .addSubcommand(new UserRemoveCommand(out, err))
          .addSubcommand(new UserListCommand(out, err));
    }
    return users;
  }

  /** Whether the arguments may lead to what is below a command. */
  private static boolean isAbout(String command, List<String> arguments) {
    return arguments.contains(command) || ALL_COMMANDS.stream().anyMatch(arguments::contains);
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
    VersionLine version = new VersionLine();
    commandLine.getCommandSpec().versionProvider(version);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().versionProvider(version);
    }
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
