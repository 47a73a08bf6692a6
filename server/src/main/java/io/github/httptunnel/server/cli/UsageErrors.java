package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.Spelling;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what may have been meant. */
final class UsageErrors {

  private final PrintWriter err;

  UsageErrors(PrintWriter err) {
    this.err = err;
  }

  /** Prints a message and how to get on; the arguments are not repeated, they may hold a secret. */
  int report(ParameterException wrong, String... arguments) {
    CommandLine command = wrong.getCommandLine();
    err.println("http-tunnel: " + message(wrong, command));
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println("Usage and options: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE;
  }

  private static String message(ParameterException wrong, CommandLine command) {
    return wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched(unmatched.getUnmatched(), command)
        : String.valueOf(wrong.getMessage());
  }

  private static String unmatched(List<String> arguments, CommandLine command) {
    String first = arguments.getFirst();
    if (first.startsWith("-")) {
      String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
      return "unknown option '" + name + "'" + Spelling.hint(name, options(command));
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "unexpected argument '" + String.join("' '", arguments) + "'"
        : "unknown command '"
            + first
            + "'"
            + Spelling.hint(first.toLowerCase(Locale.ROOT), commands)
            + " (expected one of: "
            + String.join(", ", commands)
            + ")";
  }

  private static Collection<String> options(CommandLine command) {
    return command.getCommandSpec().optionsMap().keySet();
  }
}
