package io.github.httptunnel.server.accesslog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One open file that only grows, by whole lines. Confined to one thread. */
final class LogFile implements Closeable {

  private final Path path;
  private final FileChannel channel;
  private final boolean regular;
  private final @Nullable Object key;
  private long size;

  private LogFile(Path path, FileChannel channel, BasicFileAttributes attributes) {
    this.path = path;
    this.channel = channel;
    this.regular = attributes.isRegularFile();
    this.key = attributes.fileKey();
    this.size = attributes.size();
  }

  /** Opens a file to append to it; creates it and its directory. Blocks on a FIFO nobody reads. */
  static LogFile open(Path path) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    FileChannel channel =
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), mode(path));
    return new LogFile(path, channel, Files.readAttributes(path, BasicFileAttributes.class));
  }

  private static FileAttribute<?>[] mode(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
        }
        : new FileAttribute<?>[0];
  }

  /** Whether its name still leads to this file: somebody may have moved or removed it. */
  boolean isInPlace() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Objects.equals(key, now.fileKey());
    } catch (IOException _) {
      return false;
    }
  }

  /** Whether so many more bytes keep it within a limit. A FIFO or a device has none. */
  boolean takes(int bytes, long limit) {
    return !regular || size + bytes <= limit;
  }

  /** Writes lines; on failure takes back what was written of them, as half a record is none. */
  void append(byte[] lines) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(lines);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      size += lines.length;
    } catch (IOException e) {
      if (regular && channel.isOpen()) {
        channel.truncate(size);
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
