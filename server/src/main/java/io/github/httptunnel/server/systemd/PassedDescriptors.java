package io.github.httptunnel.server.systemd;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which descriptors a service manager says it has passed: sd_listen_fds_with_names(3). */
sealed interface PassedDescriptors {

  /** The first of them; the others follow. */
  int FIRST = 3;

  /** More than anybody has listeners: a number beyond is a mistake. */
  int MOST = 1_000;

  /** In words. */
  record Unreadable(String problem) implements PassedDescriptors {}

  /** One name for each; empty for those without. */
  record Passed(List<String> names) implements PassedDescriptors {}

  /** Reads the environment. */
  static PassedDescriptors read(Map<String, String> environment, long pid) {
    String count = environment.get("LISTEN_FDS");
    if (count == null || !Long.toString(pid).equals(environment.get("LISTEN_PID"))) {
      return new Passed(List.of());
    }
    Integer number = number(count);
    if (number == null) {
      return new Unreadable(
          "LISTEN_FDS: '" + count + "' (expected: a number of sockets from 0 to " + MOST + ")");
    }
    String names = environment.get("LISTEN_FDNAMES");
    if (names == null) {
      return new Passed(Collections.nCopies(number, ""));
    }
    List<String> each = number == 0 ? List.of() : Arrays.asList(names.split(":", -1));
    return each.size() == number
        ? new Passed(each)
        : new Unreadable(
            "LISTEN_FDNAMES: "
                + each.size()
                + " names (expected: "
                + number
                + ", as LISTEN_FDS says)");
  }

  private static @Nullable Integer number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number >= 0 && number <= MOST ? number : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
