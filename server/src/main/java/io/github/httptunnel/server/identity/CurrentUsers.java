package io.github.httptunnel.server.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The users of a file as it is now. A file that has become bad, or has gone, changes nothing: the
 * last good one holds. Shared by event loops, which get the last snapshot, and by whoever looks
 * again, hence the atomics.
 */
final class CurrentUsers {

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(2);

  private final Path file;
  private final Logger log;
  private final LongSupplier nanoTime;
  private final AtomicReference<Users> users;
  private final AtomicReference<@Nullable Stamp> seen;
  private final AtomicLong lookAt;

  /** What changes when a file does. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {}

  private CurrentUsers(
      Path file, Users users, @Nullable Stamp stamp, Logger log, LongSupplier nanoTime) {
    this.file = file;
    this.log = log;
    this.nanoTime = nanoTime;
    this.users = new AtomicReference<>(users);
    this.seen = new AtomicReference<>(stamp);
    this.lookAt = new AtomicLong(nanoTime.getAsLong() + PERIOD);
  }

  /**
   * Reads the file for the first time.
   *
   * @throws IllegalArgumentException if it is bad; the message says where and why
   */
  static CurrentUsers of(Path file, Logger log, LongSupplier nanoTime) {
    Stamp stamp = stamp(file);
    return switch (UserFile.read(file)) {
      case UserFile.Good(Users users) -> new CurrentUsers(file, users, stamp, log, nanoTime);
      case UserFile.Bad bad ->
          throw new IllegalArgumentException(String.join("\n", bad.problems()));
    };
  }

  Users get() {
    return users.get();
  }

  /** Whether it is time to look at the file again; says so to one of those who ask. */
  boolean isDue() {
    long now = nanoTime.getAsLong();
    long due = lookAt.get();
    return now - due >= 0 && lookAt.compareAndSet(due, now + PERIOD);
  }

  /** Reads the file again if it has changed. Blocks. */
  void look() {
    Stamp now = stamp(file);
    Stamp before = seen.getAndSet(now);
    if (now == null ? before == null : now.equals(before)) {
      return;
    }
    switch (UserFile.read(file)) {
      case UserFile.Good(Users changed) -> {
        users.set(changed);
        log.info("{}: read again, {} users", file, changed.count());
      }
      case UserFile.Bad bad ->
          log.warn(
              "{} (the {} users that were there before hold until it is mended)",
              bad.problems().getFirst(),
              users.get().count());
    }
  }

  private static @Nullable Stamp stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
    } catch (IOException _) {
      return null;
    }
  }
}
