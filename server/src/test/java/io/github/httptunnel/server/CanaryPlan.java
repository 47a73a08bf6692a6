package io.github.httptunnel.server;

import java.nio.file.Path;

/**
 * How one run of the program logs.
 *
 * @param files whether there is a {@code log.directory}
 * @param naming whether records name targets and clients
 */
record CanaryPlan(String level, String format, boolean files, boolean naming) {

  /** The {@code log} section of the configuration. */
  String section(Path directory) {
    String switched = naming ? "on" : "off";
    return "log: { level: %s, format: %s, targets: %s, clients: %s, directory: %s }\n"
        .formatted(level, format, switched, switched, files ? "\"" + directory + "\"" : "off");
  }

  @Override
  public String toString() {
    return "%s, %s, %s%s"
        .formatted(level, format, files ? "files" : "standard error", naming ? ", naming" : "");
  }
}
