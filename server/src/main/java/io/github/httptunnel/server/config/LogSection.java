package io.github.httptunnel.server.config;

import io.github.httptunnel.server.accesslog.LogConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads {@code log}. */
final class LogSection {

  private LogSection() {}

  static LogConfig read(Section section, LogConfig defaults) {
    return new LogConfig(
        section.value("level", Syntaxes.oneOf(LogConfig.Level.class), defaults.level()),
        section.value("format", Syntaxes.oneOf(LogConfig.Format.class), defaults.format()),
        section.value(
            "record_template",
            Syntaxes.oneOf(LogConfig.RecordTemplate.class),
            defaults.recordTemplate()),
        section.value("targets", Syntaxes.onOff(), defaults.targets()),
        section.value("clients", Syntaxes.onOff(), defaults.clients()),
        section.value("users", Syntaxes.onOff(), defaults.users()),
        directory(section),
        section.value("rotate", Syntaxes.size(LogConfig.MIN_ROTATE_BYTES), defaults.rotateBytes()),
        section.value("keep", Syntaxes.whole(1, LogConfig.MAX_KEEP), defaults.keep()));
  }

  private static @Nullable Path directory(Section section) {
    Path directory = section.valueOrOff("directory", Syntaxes.path(section.folder()), null);
    if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
      section.error("directory", directory + " is a file (expected: a directory, or off)");
    }
    return directory;
  }
}
