package io.github.httptunnel.server.identity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tries what token configurations name. */
public final class TokenFiles {

  private TokenFiles() {}

  /** What is wrong with a file of keys; absent if it is good. Blocks. */
  public static @Nullable String problem(Path file) {
    try {
      KeysInFile.read(file);
      return null;
    } catch (IllegalArgumentException bad) {
      return bad.getMessage();
    }
  }
}
