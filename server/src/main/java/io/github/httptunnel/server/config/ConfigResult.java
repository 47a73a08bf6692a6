package io.github.httptunnel.server.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of reading a configuration file. */
public sealed interface ConfigResult {

  /**
   * A configuration without errors.
   *
   * @param warnings in the order of the file
   * @param files the file itself and those that it names, as far as it was read
   */
  record Loaded(ServerConfig config, List<ConfigWarning> warnings, Set<Path> files)
      implements ConfigResult {
    /** Copies the collections. */
    public Loaded {
      warnings = List.copyOf(warnings);
      files = Set.copyOf(files);
    }

    /** The same, made of one more file. */
    Loaded with(Path file) {
      Set<Path> all = new HashSet<>(files);
      all.add(file.toAbsolutePath().normalize());
      return new Loaded(config, warnings, all);
    }

    /** What holds without a file. */
    public static Loaded defaults() {
      return new Loaded(ServerConfig.defaults(), List.of(), Set.of());
    }
  }

  /**
   * At least one error.
   *
   * @param file as it was named by whoever asked to read it
   * @param errors all that were found, in the order of the file
   */
  record Rejected(String file, List<ConfigError> errors) implements ConfigResult {

    /** More than anybody reads at once; a broken generator can produce thousands. */
    private static final int SHOWN = 50;

    /** Copies the list. */
    public Rejected {
      errors = List.copyOf(errors);
    }

    /**
     * The text for the operator: every error, then how many.
     *
     * @param consequence the end of the last line, such as {@code nothing was started}
     */
    public String report(String consequence) {
      String shown =
          errors.stream().limit(SHOWN).map(ConfigError::text).collect(Collectors.joining("\n"));
      String more = errors.size() > SHOWN ? "\n(" + (errors.size() - SHOWN) + " more)" : "";
      String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
      return shown + more + "\n" + count + " in " + file + "; " + consequence + "\n";
    }
  }
}
