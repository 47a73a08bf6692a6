package io.github.httptunnel.server.accesslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that makes room for a new one before it would grow beyond a limit. {@code name} is
 * current, {@code name.1} the newest of the old ones, and the oldest is deleted. Confined to one
 * thread.
 *
 * <p>Logging back ends commonly look at the size after it was exceeded; here the limit holds to the
 * byte, so that {@code keep} times {@code limit} bounds the disk.
 */
final class RollingFile implements LineTarget {

  private final Path path;
  private final long limit;
  private final int keep;
  private @Nullable LogFile file;

  /**
   * A file that is opened by the first line.
   *
   * @param limit bytes a file may have
   * @param keep how many files there may be, the current one included
   */
  RollingFile(Path path, long limit, int keep) {
    this.path = path;
    this.limit = limit;
    this.keep = keep;
  }

  @Override
  public void write(byte[] lines) throws IOException {
    if (lines.length > limit) {
      throw new IOException("a line of " + lines.length + " bytes is longer than a file may be");
    }
    try {
      LogFile current = current();
      if (!current.takes(lines.length, limit)) {
        close();
        roll();
        current = current();
      }
      current.append(lines);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void reopen() throws IOException {
    close();
    LogFile _ = current();
  }

  private LogFile current() throws IOException {
    LogFile open = file;
    if (open != null && open.isInPlace()) {
      return open;
    }
    close();
    LogFile opened = LogFile.open(path);
    file = opened;
    return opened;
  }

  private void roll() throws IOException {
    // Beyond the last one when keep was larger before.
    for (int surplus = keep - 1; surplus > 0 && Files.deleteIfExists(old(surplus)); surplus++) {}
    for (int index = keep - 2; index > 0; index--) {
      if (Files.exists(old(index))) {
        move(old(index), old(index + 1));
      }
    }
    if (keep == 1) {
      Files.deleteIfExists(path);
    } else {
      move(path, old(1));
    }
  }

  private Path old(int index) {
    return path.resolveSibling(path.getFileName() + "." + index);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    LogFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
