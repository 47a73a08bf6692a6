package io.github.httptunnel.server.lists;

import io.github.httptunnel.access.HostList;
import io.github.httptunnel.access.ListHit;
import io.github.httptunnel.access.ListReport;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.access.NameList;
import io.github.httptunnel.tunnel.Host;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A list that follows its file, as far as the file is good: what cannot be used leaves the last
 * good content in force.
 *
 * <p>Event loops read while another thread replaces the content, which is immutable: hence the
 * volatile. Two watches may look at a list for a moment while one takes over, hence the lock; no
 * event loop ever takes it.
 */
final class ReloadableList implements NameList {

  private final String name;
  private final ListSource source;
  private final ListBudget budget;
  private final Logger log;
  private final InstantSource clock;

  private volatile Content content;

  /** The file as it was at the last look, and as it was when it was last read. */
  private Optional<FileStamp> seen;

  private Optional<FileStamp> tried;

  private record Content(HostList list, ListState state, long bytes) {}

  /** A list as it was first read. */
  ReloadableList(
      String name,
      ListSource source,
      ListBudget budget,
      Logger log,
      InstantSource clock,
      HostList list,
      Optional<FileStamp> stamp) {
    this.name = name;
    this.source = source;
    this.budget = budget;
    this.log = log;
    this.clock = clock;
    this.seen = stamp;
    this.tried = stamp;
    this.content = content(list, stamp);
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
   */
  synchronized void look(LongSupplier others) {
    Optional<FileStamp> now = FileStamp.of(source.file());
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(tried)) {
      read(now, others);
    }
  }

  private void read(Optional<FileStamp> stamp, LongSupplier others) {
    ListLoad load = ListFile.load(name, source, budget.beside(others.getAsLong()));
    seen = FileStamp.of(source.file());
    if (!seen.equals(stamp)) {
      return;
    }
    tried = stamp;
    switch (load) {
      case ListLoad.Unusable(String problem) -> keep(problem);
      case ListLoad.Loaded(HostList list) when isAccident(list.report()) ->
          keep("is empty (whoever means that leaves a comment in it)");
      case ListLoad.Loaded(HostList list) -> {
        content = content(list, stamp);
        log.info("List {}: read again: {}", name, list.report().summary());
      }
    }
  }

  /** A file that was cut to nothing, perhaps because a disk was full. */
  private boolean isAccident(ListReport report) {
    return report.lines() == 0 && content.list().report().entries() > 0;
  }

  private void keep(String problem) {
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
  }

  private Content content(HostList list, Optional<FileStamp> stamp) {
    return new Content(
        list,
        new ListState(name, list.report(), clock.instant(), null),
        stamp.map(FileStamp::bytes).orElse(0L));
  }
}
