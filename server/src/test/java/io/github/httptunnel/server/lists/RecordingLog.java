package io.github.httptunnel.server.lists;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** Keeps what is logged, each line with its level. */
final class RecordingLog {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  Logger logger() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (_, method, arguments) -> {
              lines.add(line(method.getName(), arguments));
              return null;
            });
  }

  List<String> lines() {
    return lines;
  }

  private static String line(String level, Object[] arguments) {
    Object[] values =
        arguments.length == 2 && arguments[1] instanceof Object[] several
            ? several
            : Arrays.copyOfRange(arguments, 1, arguments.length);
    return level.toUpperCase(Locale.ROOT)
        + " "
        + MessageFormatter.basicArrayFormat((String) arguments[0], values);
  }
}
