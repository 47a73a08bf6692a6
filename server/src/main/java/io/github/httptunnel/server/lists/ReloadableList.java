package io.github.httptunnel.server.lists;

import io.github.httptunnel.access.HostList;
import io.github.httptunnel.access.ListHit;
import io.github.httptunnel.access.ListReport;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.access.NameList;
import io.github.httptunnel.server.files.FileChanges;
import io.github.httptunnel.server.files.FileStamp;
import io.github.httptunnel.tunnel.Host;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A list that follows its file, as far as the file is good: what cannot be used leaves the last
 * good content in force.
 *
 * <p>Event loops read while another thread replaces the content, which is immutable: hence the
 * volatile.
 */
final class ReloadableList implements NameList {

  private final String name;
  private final ListSource source;
  private final ListBudget budget;
  private final Logger log;
  private final InstantSource clock;

  private final FileChanges changes;

  private volatile Content content;

  private record Content(HostList list, ListState state, long bytes) {}

  /**
   * A list as it was first read.
   *
   * @param changes of its file, since before it was read
   */
  ReloadableList(
      String name,
      ListSource source,
      ListBudget budget,
      Logger log,
      InstantSource clock,
      HostList list,
      FileChanges changes) {
    this.name = name;
    this.source = source;
    this.budget = budget;
    this.log = log;
    this.clock = clock;
    this.changes = changes;
    this.content = content(list);
  }

  @Override
  public @Nullable ListHit find(Host host) {
    return content.list().find(host);
  }

  @Override
  public boolean holdsAddresses() {
    return content.list().holdsAddresses();
  }

  ListSource source() {
    return source;
  }

  ListState state() {
    return content.state();
  }

  /** How large the file was whose content is in force. */
  long bytes() {
    return content.bytes();
  }

  /**
   * Looks whether the file has changed, and reads it if it has since stayed the same for a look:
   * whoever writes it may write in steps. Blocks.
   *
   * @param others how large the files of the other lists are
   * @return whether the list holds something else now
   */
  boolean look(LongSupplier others) {
    if (!changes.haveSettled()) {
      return false;
    }
    ListLoad load = ListFile.load(name, source, budget.beside(others.getAsLong()));
    if (!changes.areStill()) {
      return false;
    }
    return switch (load) {
      case ListLoad.Unusable(String problem) -> keep(problem);
      case ListLoad.Loaded(HostList list) when isAccident(list.report()) ->
          keep("is empty (whoever means that leaves a comment in it)");
      case ListLoad.Loaded(HostList list) -> {
        content = content(list);
        log.info("List {}: read again: {}", name, list.report().summary());
        yield true;
      }
    };
  }

  /** A file that was cut to nothing, perhaps because a disk was full. */
  private boolean isAccident(ListReport report) {
    return report.lines() == 0 && content.list().report().entries() > 0;
  }

  private boolean keep(String problem) {
    Content good = content;
    ListState state = good.state();
    content =
        new Content(
            good.list(),
            new ListState(name, state.report(), state.loaded(), problem),
            good.bytes());
    log.warn(
        "List {}: {} {}; what it held before stays in force: {} entries",
        name,
        source.file(),
        problem,
        state.report().entries());
    return false;
  }

  private Content content(HostList list) {
    return new Content(
        list,
        new ListState(name, list.report(), clock.instant(), null),
        Math.max(0, FileStamp.of(source.file()).bytes()));
  }
}
