package io.github.httptunnel.server.config;

/**
 * A key that the reader asks for.
 *
 * @param path from the top of the file, {@code []} standing for any element of a list
 * @param type what its value is
 */
record KnownKey(String path, String type) {

  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The path without the name; empty at the top. */
  String parent() {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }
}
