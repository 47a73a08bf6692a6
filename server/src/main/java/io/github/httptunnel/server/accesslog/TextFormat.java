package io.github.httptunnel.server.accesslog;

import java.util.stream.Collectors;

/**
 * An application line for people: {@code 2026-11-23T12:00:00Z INFO message}.
 *
 * @param colour whether the level is coloured, for a terminal
 */
record TextFormat(boolean colour) implements LineFormat {

  private static final String RESET = "\u001b[0m";

  @Override
  public String of(LogLine line) {
    return line.time() + " " + level(line.level()) + " " + words(line);
  }

  private String level(LogConfig.Level level) {
    String padded = "%-5s".formatted(level.name());
    return colour ? paint(level) + padded + RESET : padded;
  }

  private static String paint(LogConfig.Level level) {
    return switch (level) {
      case ERROR -> "\u001b[31m";
      case WARN -> "\u001b[33m";
      case INFO -> "\u001b[32m";
      case DEBUG, TRACE -> "\u001b[90m";
    };
  }

  private static String words(LogLine line) {
    return switch (line) {
      case LogLine.Ours(_, _, _, var message, var faults) when faults.isEmpty() ->
          printable(message);
      case LogLine.Ours(_, _, _, var message, var faults) ->
          faults.stream()
              .map(Fault::toString)
              .collect(Collectors.joining(", caused by ", printable(message) + ": ", ""));
      case LogLine.Theirs(_, _, var logger, var fault) ->
          logger + ": " + (fault == null ? "(message withheld)" : fault);
    };
  }

  private static String printable(String message) {
    return message.chars().noneMatch(Unprintable::test)
        ? message
        : message
            .chars()
            .mapToObj(c -> Unprintable.test(c) ? "\\u%04x".formatted(c) : Character.toString(c))
            .collect(Collectors.joining());
  }
}
