package io.github.httptunnel.server.accesslog;

/** How an application line is spelt: on one line, without its end. Stateless. */
@FunctionalInterface
interface LineFormat {

  /** The text of a line. */
  String of(LogLine line);
}
