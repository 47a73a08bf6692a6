package io.github.httptunnel.server.files;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells whether some files have changed, by looking at them: a watch of the operating system's
 * would miss symbolic links that are exchanged, and folders that are mounted.
 *
 * <p>A change is told of when two looks in a row have found the same: an editor that writes in
 * steps, or a certificate that comes before its key, is done by then. Used by one thread at a time;
 * blocks.
 */
public final class FileChanges {

  private final Supplier<Set<Path>> files;
  private Map<Path, FileStamp> told;
  private Map<Path, FileStamp> seen;

  private FileChanges(Supplier<Set<Path>> files, Map<Path, FileStamp> known) {
    this.files = files;
    this.told = known;
    this.seen = known;
  }

  /**
   * Changes from now on; so this comes before the files are read.
   *
   * @param files asked at each look; the set may change: see {@link #welcome}
   */
  public static FileChanges fromNow(Supplier<Set<Path>> files) {
    return new FileChanges(files, stamps(files.get()));
  }

  /** The same of one file. */
  public static FileChanges fromNow(Path file) {
    return fromNow(() -> Set.of(file));
  }

  /** Looks, and says of each change once that it is over. */
  public boolean haveSettled() {
    Map<Path, FileStamp> now = stamps(files.get());
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(told)) {
      told = now;
      return true;
    }
    return false;
  }

  /**
   * Looks whether the files are still as they were at the last look: else what has been read since
   * may be of both states, and the change is told of again.
   */
  public boolean areStill() {
    Map<Path, FileStamp> now = stamps(seen.keySet());
    if (now.equals(seen)) {
      return true;
    }
    seen = now;
    told = Map.of();
    return false;
  }

  /** Looks, and takes what is there as known; says whether it was not. */
  public boolean acknowledge() {
    Map<Path, FileStamp> now = stamps(files.get());
    boolean changed = !now.equals(told);
    told = now;
    seen = now;
    return changed;
  }

  /** Files that are new in the set are known from now on; of the others the older state counts. */
  public void welcome() {
    Map<Path, FileStamp> known = stamps(files.get());
    known.replaceAll(told::getOrDefault);
    told = known;
    seen = known;
  }

  private static Map<Path, FileStamp> stamps(Set<Path> files) {
    Map<Path, FileStamp> stamps = new HashMap<>();
    files.forEach(file -> stamps.put(file, FileStamp.of(file)));
    return stamps;
  }
}
