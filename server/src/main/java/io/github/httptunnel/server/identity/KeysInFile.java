package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.files.FileChanges;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keys in a file, followed as it changes; while it is bad the last good ones count. Event loops ask
 * while another thread reads, hence the atomic.
 */
final class KeysInFile implements KeySupply {

  private final Path file;
  private final Logger log;
  private final FileChanges changes;
  private final AtomicReference<TokenKeys> keys;

  private KeysInFile(Path file, Logger log, FileChanges changes, TokenKeys keys) {
    this.file = file;
    this.log = log;
    this.changes = changes;
    this.keys = new AtomicReference<>(keys);
  }

  /**
   * Reads the file for the first time. Blocks.
   *
   * @throws IllegalArgumentException if it is bad; the message says why
   */
  static KeysInFile of(Path file, Logger log) {
    FileChanges changes = FileChanges.fromNow(file);
    return new KeysInFile(file, log, changes, read(file));
  }

  /**
   * Reads a file of keys. Blocks.
   *
   * @throws IllegalArgumentException if it is bad; the message begins with the file
   */
  static TokenKeys read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(TokenKeys.MOST_BYTES + 1);
      if (bytes.length > TokenKeys.MOST_BYTES) {
        throw new IllegalArgumentException("is larger than 256 KiB");
      }
      return TokenKeys.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      throw new IllegalArgumentException(file + ": there is no such file");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(file + ": " + bad.getMessage());
    }
  }

  @Override
  public TokenKeys get() {
    return keys.get();
  }

  @Override
  public @Nullable CompletableFuture<Void> renew() {
    return null;
  }

  @Override
  public synchronized boolean look() {
    if (!changes.haveSettled()) {
      return false;
    }
    try {
      TokenKeys now = read(file);
      if (!changes.areStill()) {
        return false;
      }
      log.info("{}: read again, {} keys", file, now.all().size());
      return !keys.getAndSet(now).sameAs(now);
    } catch (IllegalArgumentException bad) {
      log.warn("{} (the keys that were there before hold until it is mended)", bad.getMessage());
      return false;
    }
  }
}
