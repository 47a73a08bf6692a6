package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.identity.UserFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code http-tunnel user list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    description = "Prints each user's name and how the password is hashed.",
    footer = "%nExit code 0 if the file is good, 78 if not.")
final class UserListCommand implements Callable<Integer> {

  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private final UserFileOption file = new UserFileOption();

  UserListCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    return switch (UserFile.read(file.file())) {
      case UserFile.Good good -> {
        good.lines().forEach(out::println);
        yield ExitCode.OK;
      }
      case UserFile.Bad bad -> {
        bad.problems().forEach(err::println);
        yield ExitCode.CONFIGURATION;
      }
    };
  }
}
