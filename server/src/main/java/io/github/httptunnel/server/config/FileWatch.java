package io.github.httptunnel.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when one of some files has changed, by looking at them: a watch of the operating system's
 * would miss symbolic links that are exchanged, and folders that are mounted.
 *
 * <p>A change is told of when two looks in a row have found the same: an editor that writes in
 * steps, or a certificate that comes before its key, is done by then.
 */
public final class FileWatch implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Supplier<Set<Path>> files;
  private final Runnable changed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("file-watch").factory());
  private Map<Path, Stamp> told;
  private Map<Path, Stamp> seen;

  /**
   * @param files asked at each look; the set may change
   * @param changed run on a thread of its own, or on that of {@link #look()}
   */
  public FileWatch(Supplier<Set<Path>> files, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.told = Map.of();
    this.seen = Map.of();
  }

  /** What tells one state of a file from another; both absent when it is not there. */
  private record Stamp(long size, @Nullable FileTime modified, @Nullable Object key) {}

  /** Looks every two seconds from now on. */
  public void start() {
    first();
    thread.scheduleWithFixedDelay(
        this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes what is there now as known. */
  void first() {
    told = stamps();
    seen = told;
  }

  /** Looks once. */
  void look() {
    Map<Path, Stamp> now = stamps();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(told)) {
      told = now;
      changed.run();
      // files that are new in the set have just been read; of the others the older state counts
      Map<Path, Stamp> known = new HashMap<>(stamps());
      known.replaceAll((file, stamp) -> now.getOrDefault(file, stamp));
      told = known;
      seen = known;
    }
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new HashMap<>();
    files.get().forEach(file -> stamps.put(file, stamp(file)));
    return stamps;
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(found.size(), found.lastModifiedTime(), found.fileKey());
    } catch (IOException _) {
      return new Stamp(-1, null, null);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
