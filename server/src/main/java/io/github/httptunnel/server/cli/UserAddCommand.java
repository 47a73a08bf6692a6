package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.identity.NewPassword;
import io.github.httptunnel.server.identity.NewPassword.Algorithm;
import io.github.httptunnel.server.identity.UserFileEditor;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code http-tunnel user add}. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    description =
        "Adds a user. The password comes from the terminal, or is the first line of standard input.",
    footer = "%nA running program reads the file by itself.")
final class UserAddCommand implements Callable<Integer> {

  private final PrintWriter out;
  private final PrintWriter err;
  private final PasswordInput passwords;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private final UserFileOption file = new UserFileOption();

  @Option(
      names = "--algorithm",
      paramLabel = "bcrypt|argon2id",
      defaultValue = "bcrypt",
      description = "How the password is hashed. Without it: ${DEFAULT-VALUE}.")
  private Algorithm algorithm = Algorithm.BCRYPT;

  @Option(names = "--replace", description = "Give a user who is there another password.")
  private boolean replace;

  UserAddCommand(PrintWriter out, PrintWriter err, PasswordInput passwords) {
    this.out = out;
    this.err = err;
    this.passwords = passwords;
  }

  @Override
  public Integer call() {
    return switch (passwords.ask()) {
      case PasswordInput.Answer.Problem(String problem) -> failed(problem);
      case PasswordInput.Answer.Given(String password) ->
          switch (NewPassword.of(name, password, algorithm, new SecureRandom())) {
            case NewPassword.Unusable(String problem) -> failed(problem);
            case NewPassword.Hashed(String hash) -> add(hash);
          };
    };
  }

  private int add(String hash) {
    return switch (new UserFileEditor(file.file()).add(name, hash, replace)) {
      case UserFileEditor.Edit.Failed(String problem) -> failed(problem);
      case UserFileEditor.Edit.Done() -> {
        out.println(name + " is in " + file.file());
        yield ExitCode.OK;
      }
    };
  }

  private int failed(String problem) {
    err.println("http-tunnel: " + problem + "; nothing was changed");
    return ExitCode.FAILURE;
  }
}
