package io.github.httptunnel.server;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;

/** curl, which knows of a scene's proxy and authority and not of the machine's settings. */
final class Curl {

  private Curl() {}

  static CommandResult run(Scene scene, String... arguments) {
    return through(scene, arguments).run();
  }

  /** The same, not run yet. */
  static Command through(Scene scene, String... arguments) {
    return Command.of("curl", "--disable", "-sS", "--noproxy", "")
        .and("--cacert", scene.authority(), "--proxy-cacert", scene.authority())
        .and("-x", scene.proxy())
        .and(arguments);
  }
}
