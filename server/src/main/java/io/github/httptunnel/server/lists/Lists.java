package io.github.httptunnel.server.lists;

import io.github.httptunnel.access.HostList;
import io.github.httptunnel.access.ListReport;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.access.NameList;
import io.github.httptunnel.server.files.FileChanges;
import io.github.httptunnel.server.files.Followed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;

/**
 * The lists of a configuration. Opened by one thread; what {@link #byName} gives may be asked by
 * any.
 */
public final class Lists implements Followed {

  private final Map<String, ReloadableList> lists;
  private final Logger log;

  private Lists(Map<String, ReloadableList> lists, Logger log) {
    this.lists = lists;
    this.log = log;
  }

  /**
   * Reads all lists. Blocks, for about a second per million names.
   *
   * @param log told of what is read, and of what stays in force because it could not be
   * @throws IllegalArgumentException if a list cannot be used; the message names all of these
   */
  public static Lists open(Map<String, ListSource> sources, Logger log) {
    return open(sources, new Lists(Map.of(), log), ListBudget.ofThisProcess());
  }

  /**
   * The lists of a changed configuration. Those with the same name, file and format are taken over
   * as they are; the others are read. These lists are not changed.
   *
   * @throws IllegalArgumentException as {@link #open(Map, Logger)}
   */
  public Lists reopen(Map<String, ListSource> sources) {
    return open(sources, this, ListBudget.ofThisProcess());
  }

  static Lists open(Map<String, ListSource> sources, Lists before, ListBudget budget) {
    Map<String, ReloadableList> lists = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    new TreeMap<>(sources)
        .forEach((name, source) -> {
          ReloadableList known = before.lists.get(name);
          if (known != null && known.source().equals(source)) {
            lists.put(name, known);
          } else {
            read(name, source, lists, before.log, budget, problems);
          }
        });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new Lists(lists, before.log);
  }

  private static void read(
      String name,
      ListSource source,
      Map<String, ReloadableList> lists,
      Logger log,
      ListBudget budget,
      List<String> problems) {
    FileChanges changes = FileChanges.fromNow(source.file());
    switch (ListFile.load(name, source, budget.beside(bytes(lists.values())))) {
      case ListLoad.Unusable(String problem) ->
          problems.add("access.lists." + name + ": " + source.file() + " " + problem);
      case ListLoad.Loaded(HostList list) -> {
        say(log, name, source, list.report());
        lists.put(
            name,
            new ReloadableList(name, source, budget, log, InstantSource.system(), list, changes));
      }
    }
  }

  private static void say(Logger log, String name, ListSource source, ListReport report) {
    if (report.entries() == 0) {
      log.warn("List {}: {} holds no name and no address", name, source.file());
    } else {
      log.info("List {}: {}", name, report.summary());
    }
  }

  /** The lists, for rules. */
  public Map<String, NameList> byName() {
    return Collections.unmodifiableMap(lists);
  }

  /** How each of them is now, in the order of their names. */
  public List<ListState> states() {
    return lists.values().stream().map(ReloadableList::state).toList();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return lists.isEmpty();
  }

  @Override
  public boolean look() {
    boolean changed = false;
    for (ReloadableList list : lists.values()) {
      changed |= list.look(() -> bytes(lists.values()) - list.bytes());
    }
    return changed;
  }

  private static long bytes(Iterable<ReloadableList> lists) {
    long bytes = 0;
    for (ReloadableList list : lists) {
      bytes += list.bytes();
    }
    return bytes;
  }
}
