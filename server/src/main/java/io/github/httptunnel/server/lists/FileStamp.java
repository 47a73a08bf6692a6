package io.github.httptunnel.server.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * By which a changed file is known. A file that is renamed into place has another key, even if it
 * has the size and the time of the old one.
 *
 * @param key device and inode, where the system has such
 */
record FileStamp(long bytes, FileTime modified, String key) {

  /** The stamp of a file, links followed; empty if there is none to be read. */
  static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new FileStamp(
              attributes.size(),
              attributes.lastModifiedTime(),
              String.valueOf(attributes.fileKey())));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
