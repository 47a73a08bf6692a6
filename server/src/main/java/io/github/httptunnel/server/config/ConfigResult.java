package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.server.admin.AdminConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came of reading a configuration file. */
public sealed interface ConfigResult {

  /**
   * A configuration without errors.
   *
   * @param warnings in the order of the file
   * @param files the file itself and those that it names, as far as it was read
   * @param effective makes the list of what holds for each key
   */
  record Loaded(
      ServerConfig config,
      List<ConfigWarning> warnings,
      Set<Path> files,
      Supplier<EffectiveConfig> effective)
      implements ConfigResult {
    /** Copies the collections. */
    public Loaded {
      warnings = List.copyOf(warnings);
      files = Set.copyOf(files);
    }

    /** A configuration that was built by a program. */
    public Loaded(ServerConfig config, List<ConfigWarning> warnings, Set<Path> files) {
      this(config, warnings, files, () -> EffectiveConfig.UNKNOWN);
    }

    /** The same, made of one more file. */
    Loaded with(Path file) {
      Set<Path> all = new HashSet<>(files);
      all.add(file.toAbsolutePath().normalize());
      return new Loaded(config, warnings, all, effective);
    }

    /** The same with the listeners of a command. */
    public Loaded withListeners(List<ListenerConfig> listeners) {
      return new Loaded(
          config.withListeners(listeners),
          warnings,
          files,
          () -> effective.get().withListeners(listeners));
    }

    /** The same for these clients, whatever the listeners say. */
    public Loaded withClients(List<Cidr> clients) {
      List<ListenerConfig> listeners =
          config.listeners().stream().map(listener -> listener.withFrom(clients)).toList();
      List<String> blocks = clients.stream().map(Cidr::toString).toList();
      return new Loaded(
          config.withListeners(listeners),
          warnings,
          files,
          () -> effective.get().withOfListeners("from", blocks));
    }

    /**
     * The same with the operator asking there, whatever the file says.
     *
     * @param bind absent: nowhere
     */
    public Loaded withAdmin(@Nullable InetSocketAddress bind) {
      AdminConfig before = Objects.requireNonNullElse(config.admin(), AdminConfig.defaults());
      return new Loaded(
          config.toBuilder().admin(bind == null ? null : before.at(bind)).build(),
          warnings,
          files,
          () -> effective.get().withAdmin(bind));
    }

    /** The same with more to say. */
    public Loaded withWarnings(List<ConfigWarning> more) {
      return new Loaded(
          config, Stream.concat(warnings.stream(), more.stream()).toList(), files, effective);
    }

    /** What holds without a file. */
    public static Loaded defaults() {
      return new Loaded(ServerConfig.defaults(), List.of(), Set.of(), EffectiveConfig::defaults);
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
