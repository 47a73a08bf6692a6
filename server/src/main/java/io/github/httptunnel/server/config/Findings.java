package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.Excerpt.Hidden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong and what is odd in one file. Used by one thread. */
final class Findings {

  private final SourceText source;
  private final List<Finding> errors = new ArrayList<>();
  private final Set<Finding> reported = new HashSet<>();
  private final List<Finding> warnings = new ArrayList<>();
  private final List<Hidden> hidden = new ArrayList<>();
  private final Set<Path> files = new HashSet<>();

  Findings(SourceText source) {
    this.source = source;
  }

  private record Finding(Position at, String path, String message) {}

  /** Reports once what is met several times because aliases lead to it. */
  void error(Position at, String path, String message) {
    if (reported.add(new Finding(at, "", message))) {
      errors.add(new Finding(at, path, message));
    }
  }

  void warn(Position at, String path, String message) {
    warnings.add(new Finding(at, path, message));
  }

  /** Keeps a part of the file out of every excerpt. */
  void hide(Position from, Position to) {
    hidden.add(new Hidden(from, to));
  }

  /** The same from a place to the end of its line. */
  void hideRest(Position from) {
    hide(from, new Position(from.line() + 1, 1));
  }

  /** Notes a file that the configuration is made of. */
  void madeOf(Path file) {
    files.add(file.toAbsolutePath().normalize());
  }

  SourceText source() {
    return source;
  }

  /** The end: an error if there is one, else the configuration. */
  ConfigResult result(@Nullable ServerConfig config, Supplier<EffectiveConfig> effective) {
    if (config == null || !errors.isEmpty()) {
      return new ConfigResult.Rejected(source.name(), sorted(errors).map(this::toError).toList());
    }
    return new ConfigResult.Loaded(
        config, sorted(warnings).map(this::toWarning).toList(), files, effective);
  }

  /** In the order of the file. */
  private static Stream<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(Comparator.comparing(Finding::at));
  }

  private ConfigError toError(Finding finding) {
    boolean blank = source.line(finding.at().line()).isBlank();
    String excerpt = blank ? null : Excerpt.of(source, finding.at(), hidden);
    return new ConfigError(source.name(), finding.at(), finding.path(), finding.message(), excerpt);
  }

  private ConfigWarning toWarning(Finding finding) {
    return new ConfigWarning(source.name(), finding.at(), finding.path(), finding.message());
  }
}
