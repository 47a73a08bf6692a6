package io.github.httptunnel.server.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * By which a changed file is known. A file that is renamed into place has another key, even if it
 * has the size and the time of the old one.
 *
 * @param bytes its size; -1 if there is none to be read
 * @param key device and inode, where the system has such
 */
public record FileStamp(long bytes, FileTime modified, String key) {

  private static final FileStamp NOTHING = new FileStamp(-1, FileTime.fromMillis(0), "");

  /** The stamp of a file as it is now, links followed. Blocks. */
  public static FileStamp of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    } catch (IOException _) {
      return NOTHING;
    }
  }
}
