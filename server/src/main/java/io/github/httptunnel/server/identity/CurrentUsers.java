package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.files.FileChanges;
import io.github.httptunnel.server.files.Followed;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/**
 * The users of a file as it is now. A file that has become bad, or has gone, changes nothing: the
 * last good one holds. Shared by event loops, which get the last snapshot, and by those who look
 * again, hence the atomic, and the lock between the latter.
 */
final class CurrentUsers implements Followed {

  private final Path file;
  private final Logger log;
  private final FileChanges changes;
  private final AtomicReference<Users> users;

  private CurrentUsers(Path file, Logger log, FileChanges changes, Users users) {
    this.file = file;
    this.log = log;
    this.changes = changes;
    this.users = new AtomicReference<>(users);
  }

  /**
   * Reads the file for the first time.
   *
   * @throws IllegalArgumentException if it is bad; the message says where and why
   */
  static CurrentUsers of(Path file, Logger log) {
    FileChanges changes = FileChanges.fromNow(file);
    return switch (UserFile.read(file)) {
      case UserFile.Good(Users users) -> new CurrentUsers(file, log, changes, users);
      case UserFile.Bad bad ->
          throw new IllegalArgumentException(String.join("\n", bad.problems()));
    };
  }

  Users get() {
    return users.get();
  }

  @Override
  public synchronized boolean look() {
    return changes.haveSettled() && read();
  }

  /** Reads the file again at once if it has changed. Blocks. */
  synchronized void refresh() {
    if (changes.acknowledge()) {
      read();
    }
  }

  private boolean read() {
    UserFile now = UserFile.read(file);
    if (!changes.areStill()) {
      return false;
    }
    return switch (now) {
      case UserFile.Good(Users changed) -> {
        users.set(changed);
        log.info("{}: read again, {} users", file, changed.count());
        yield true;
      }
      case UserFile.Bad bad -> {
        log.warn(
            "{} (the {} users that were there before hold until it is mended)",
            bad.problems().getFirst(),
            users.get().count());
        yield false;
      }
    };
  }
}
