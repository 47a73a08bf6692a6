package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts open file descriptors, on Linux by {@code /proc}. */
public final class OpenDescriptors {

  private OpenDescriptors() {}

  /** Those of this process, without the one that counting opens. */
  public static int count() {
    return count(ProcessHandle.current().pid()) - 1;
  }

  /** Those of process {@code pid}, which must be this user's. */
  public static int count(long pid) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) descriptors.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
