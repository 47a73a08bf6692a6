package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.identity.UserFileEditor;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code http-tunnel user remove}. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    description = "Takes a user out.",
    footer = "%nA running program reads the file by itself. Tunnels that are open stay open.")
final class UserRemoveCommand implements Callable<Integer> {

  private final PrintWriter out;
  private final PrintWriter err;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private final UserFileOption file = new UserFileOption();

  UserRemoveCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    return switch (new UserFileEditor(file.file()).remove(name)) {
      case UserFileEditor.Edit.Failed(String problem) -> {
        err.println("http-tunnel: " + problem + "; nothing was changed");
        yield ExitCode.FAILURE;
      }
      case UserFileEditor.Edit.Done() -> {
        out.println(name + " is no more in " + file.file());
        yield ExitCode.OK;
      }
    };
  }
}
