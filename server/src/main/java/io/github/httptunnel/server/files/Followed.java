package io.github.httptunnel.server.files;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/** Something that is made of files and changes with them. */
@FunctionalInterface
public interface Followed {

  /**
   * Looks whether the files have changed, and reads them again if they have and are good. Called by
   * one thread, again and again. Blocks.
   *
   * @return whether something else holds now
   */
  boolean look();

  /**
   * Does something when any of some files has changed.
   *
   * @param files asked at each look; the set may change with what is done then
   */
  static Followed of(Supplier<Set<Path>> files, Runnable changed) {
    FileChanges changes = FileChanges.fromNow(files);
    return () -> {
      boolean settled = changes.haveSettled();
      if (settled) {
        changed.run();
        changes.welcome();
      }
      return settled;
    };
  }
}
