package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.ListHit;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where rules and entries of lists stand, as {@code file:line}.
 *
 * @param config the configuration file; absent if there is none
 * @param lists the file of each list, by its name
 */
public record Sources(@Nullable Path config, Map<String, Path> lists) {

  /** Copies the map. */
  public Sources {
    lists = Map.copyOf(lists);
  }

  /** The place of a rule; absent if it stands in no file. */
  @Nullable String ofRule(int line) {
    return config == null || line == 0 ? null : config + ":" + line;
  }

  /** The place of an entry. */
  String of(ListHit entry) {
    Path file = lists.get(entry.list());
    return (file == null ? entry.list() : file) + ":" + entry.line();
  }
}
