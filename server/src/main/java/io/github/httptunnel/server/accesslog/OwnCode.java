package io.github.httptunnel.server.accesslog;

/** Tells this program's own classes and loggers from those of libraries. */
final class OwnCode {

  private static final String ROOT = "io.github.httptunnel";

  private OwnCode() {}

  /** Whether a class or logger of this name is ours. */
  static boolean owns(String name) {
    return name.startsWith(ROOT)
        && (name.length() == ROOT.length() || name.charAt(ROOT.length()) == '.');
  }
}
