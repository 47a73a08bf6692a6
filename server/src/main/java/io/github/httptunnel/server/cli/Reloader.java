package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.assembly.TunnelServer;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.EffectiveConfig;
import io.github.httptunnel.server.systemd.Notifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again and puts it into force, when a signal, a file or the operator says
 * so, and tells the log what came of it. Thread-safe: signals come on threads of the JVM's, hence
 * the atomic.
 */
final class Reloader {

  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  private final TunnelServer server;
  private final ConfigOrigin origin;
  private final Supplier<ConfigResult> source;
  private final Notifier notifier;
  private final AtomicReference<Set<Path>> files;
  private final AtomicReference<ConfigResult.Loaded> inForce;

  /**
   * @param start what is in force
   * @param source reads it again
   * @param notifier tells the service manager when it begins and when it is over
   */
  Reloader(
      TunnelServer server,
      ConfigOrigin origin,
      ConfigResult.Loaded start,
      Supplier<ConfigResult> source,
      Notifier notifier) {
    this.server = server;
    this.origin = origin;
    this.source = source;
    this.notifier = notifier;
    this.files = new AtomicReference<>(withKeys(start));
    this.inForce = new AtomicReference<>(start);
  }

  /** Everything that the configuration in force is made of. */
  Set<Path> files() {
    return files.get();
  }

  /** What holds, key by key; also what has been read and needs a restart. May take a moment. */
  EffectiveConfig effective() {
    return inForce.get().effective().get();
  }

  /** Blocks. */
  ReloadResult reload() {
    long begun = System.nanoTime();
    notifier.reloading("reloading");
    AtomicReference<ConfigResult.@Nullable Loaded> loaded = new AtomicReference<>();
    ReloadResult result = server.reload(() -> read(loaded));
    if (result instanceof ReloadResult.Applied && loaded.get() != null) {
      inForce.set(loaded.get());
    }
    say(result, begun);
    notifier.ready("serving");
    return result;
  }

  private void say(ReloadResult result, long begun) {
    switch (result) {
      case ReloadResult.Rejected(List<String> problems) -> {
        problems.forEach(problem -> LOG.error("{}", problem));
        LOG.error(
            "Not reloaded: {} in {}; the configuration of before stays in force",
            problems.size() == 1 ? "1 error" : problems.size() + " errors",
            origin.text());
      }
      case ReloadResult.Applied(List<String> changed, List<String> needRestart) -> {
        LOG.info(
            "Reloaded {} in {} ms; changed: {}",
            origin.text(),
            Duration.ofNanos(System.nanoTime() - begun).toMillis(),
            changed.isEmpty() ? "nothing" : String.join(", ", changed));
        if (!needRestart.isEmpty()) {
          LOG.warn(
              "Changed, and not in force before the program starts again: {}",
              String.join("; ", needRestart));
        }
      }
    }
  }

  private ConfigResult read(AtomicReference<ConfigResult.@Nullable Loaded> good) {
    ConfigResult result = source.get();
    if (result instanceof ConfigResult.Loaded loaded) {
      good.set(loaded);
      loaded.warnings().stream().map(ConfigWarning::text).forEach(text -> LOG.warn("{}", text));
      files.set(withKeys(loaded));
    }
    return result;
  }

  /** Those of the command line are none of the file's. */
  private static Set<Path> withKeys(ConfigResult.Loaded loaded) {
    Set<Path> all = new HashSet<>(loaded.files());
    loaded.config().listeners().stream()
        .filter(listener -> listener.tls() != null)
        .flatMap(listener -> listener.tls().files().stream())
        .forEach(all::add);
    return Set.copyOf(all);
  }
}
