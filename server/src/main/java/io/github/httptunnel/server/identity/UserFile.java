package io.github.httptunnel.server.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of users in the format of Apache's htpasswd: {@code NAME:HASH} on each line, and
 * perhaps more behind another colon; empty lines and those that begin with {@code #} count for
 * nothing. UTF-8. Messages name the place, never a name or a hash.
 */
public sealed interface UserFile {

  /** The longest name, in bytes of UTF-8. */
  int MOST_NAME_BYTES = 255;

  /**
   * The file is good.
   *
   * @param users what it holds
   */
  record Good(Users users) implements UserFile {

    /** Each user's name and the kind of hash, sorted. */
    public List<String> lines() {
      return users.lines();
    }

    /** How many users it holds. */
    public int count() {
      return users.count();
    }

    @Override
    public String toString() {
      return "Good[" + users.count() + " users]";
    }
  }

  /**
   * The file is no such file, or has faults.
   *
   * @param problems each begins with the file, and the place in it; at least one, at most twenty
   */
  record Bad(List<String> problems) implements UserFile {
    /** Copies the list. */
    public Bad {
      problems = List.copyOf(problems);
    }
  }

  /** Reads the file. Blocks. */
  static UserFile read(Path file) {
    return new UserFileReader(file).read();
  }

  /** What is wrong with a user's name; absent if nothing is. */
  static @Nullable String nameProblem(String name) {
    if (name.isEmpty()) {
      return "has no name in front of the colon";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "has a name with a control character";
    }
    return name.getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES
        ? "has a name of more than " + MOST_NAME_BYTES + " bytes"
        : null;
  }
}
