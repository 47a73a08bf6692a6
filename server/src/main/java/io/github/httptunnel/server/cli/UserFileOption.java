package io.github.httptunnel.server.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which file of users a command is about. */
@Command
final class UserFileOption {

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "users.htpasswd",
      description = "The file of users. Without it: ${DEFAULT-VALUE}.")
  private Path file = Path.of("users.htpasswd");

  Path file() {
    return file;
  }
}
