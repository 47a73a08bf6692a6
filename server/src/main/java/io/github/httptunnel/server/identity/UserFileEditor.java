package io.github.httptunnel.server.identity;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a file of users, line by line: what it does not know stays as it is. The file is replaced
 * as a whole, so that nobody ever reads half of it. Blocks.
 */
public final class UserFileEditor {

  private final Path file;

  /** Edits this file, once it is told to. */
  public UserFileEditor(Path file) {
    this.file = file;
  }

  /** What came of it. */
  public sealed interface Edit {
    /** It is done. */
    record Done() implements Edit {}

    /**
     * Nothing was changed.
     *
     * @param problem what is wrong and what to do
     */
    record Failed(String problem) implements Edit {}
  }

  /**
   * Adds a user; a file that is not there is made, for its owner only.
   *
   * @param replace whether a user who is there gets another password
   */
  public Edit add(String user, String hash, boolean replace) {
    String problem = UserFile.nameProblem(user);
    if (problem != null || user.indexOf(':') >= 0 || user.startsWith("#")) {
      return new Edit.Failed(
          "the name cannot stand in such a file (expected: 1 to "
              + UserFile.MOST_NAME_BYTES
              + " bytes without a colon and control characters, and no # in front)");
    }
    return edit(
        true,
        lines -> {
          int at = find(lines, user);
          if (at >= 0 && !replace) {
            return user + " is in " + file + " already (--replace gives another password)";
          }
          if (at >= 0) {
            lines.set(at, user + ":" + hash);
          } else {
            lines.add(user + ":" + hash);
          }
          return null;
        });
  }

  /** Takes a user out. */
  public Edit remove(String user) {
    return edit(
        false,
        lines -> {
          int at = find(lines, user);
          if (at < 0) {
            return user + " is not in " + file;
          }
          lines.remove(at);
          return null;
        });
  }

  /** Changes lines; the reason why it did not, or nothing. */
  @FunctionalInterface
  private interface Change {
    @Nullable String apply(List<String> lines);
  }

  private Edit edit(boolean create, Change change) {
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      boolean isNew = !Files.exists(real);
      if (isNew && !create) {
        throw new NoSuchFileException(file.toString());
      }
      List<String> lines = isNew ? new ArrayList<>() : new ArrayList<>(Files.readAllLines(real));
      String problem = change.apply(lines);
      if (problem != null) {
        return new Edit.Failed(problem);
      }
      replace(real, isNew, lines);
      return new Edit.Done();
    } catch (CharacterCodingException _) {
      return new Edit.Failed(file + ": is not UTF-8 text");
    } catch (NoSuchFileException _) {
      return new Edit.Failed(file + ": there is no such file or folder");
    } catch (AccessDeniedException _) {
      return new Edit.Failed(file + ": permission denied (file and folder must be writable)");
    } catch (IOException e) {
      return new Edit.Failed(file + ": cannot be changed (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static int find(List<String> lines, String user) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(user + ":")) {
        return i;
      }
    }
    return -1;
  }

  private static void replace(Path file, boolean isNew, List<String> lines) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // made for its owner only
    Path next = Files.createTempFile(folder, ".users", ".new");
    try {
      Files.write(next, lines, StandardCharsets.UTF_8);
      if (!isNew) {
        likeBefore(file, next);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** The program that reads the file may be another user's. */
  private static void likeBefore(Path before, Path now) throws IOException {
    PosixFileAttributeView from = Files.getFileAttributeView(before, PosixFileAttributeView.class);
    PosixFileAttributeView to = Files.getFileAttributeView(now, PosixFileAttributeView.class);
    if (from == null || to == null) {
      return;
    }
    PosixFileAttributes was = from.readAttributes();
    PosixFileAttributes is = to.readAttributes();
    if (!was.owner().equals(is.owner())) {
      to.setOwner(was.owner());
    }
    if (!was.group().equals(is.group())) {
      to.setGroup(was.group());
    }
    to.setPermissions(was.permissions());
  }
}
