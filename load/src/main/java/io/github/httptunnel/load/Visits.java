package io.github.httptunnel.load;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The visits of one loop, so many at once. Confined to that {@link Loop}'s thread. */
final class Visits {

  /** So few connect at a time that no queue of connections to accept overflows. */
  private static final int CONNECT_AT_ONCE = 32;

  private static final int DIGITS = 3;

  private final Loop loop;
  private final Plan plan;
  private final Set<Visit> live = new LinkedHashSet<>();
  private final Map<String, Long> results = new TreeMap<>();
  private final Histogram ends = new Histogram(DIGITS);
  private int begun;
  private int connecting;

  Visits(Loop loop, Plan plan) {
    this.loop = loop;
    this.plan = plan;
  }

  /**
   * What is to be done.
   *
   * @param number of visits, one after the other
   * @param atOnce how many there are at once, at most
   * @param target what they ask for
   * @param clients who makes them, in turn
   */
  record Plan(
      Manner manner,
      int number,
      int atOnce,
      Route route,
      Endpoint target,
      List<ClientSpec> clients) {}

  /** Begins as many as there may be now. */
  void begin() throws IOException {
    while (begun < plan.number() && live.size() < plan.atOnce() && connecting < CONNECT_AT_ONCE) {
      ClientSpec from = plan.clients().get(begun % plan.clients().size());
      begun++;
      connecting++;
      live.add(Visit.start(loop, plan, from, this));
    }
  }

  /** One has its connection. */
  void connected() {
    connecting--;
    // Not called at once: thousands of calls would stand in each other.
    loop.execute(this::begin);
  }

  /** The proxy answered one. */
  void answered(int status) {
    results.merge("status_" + status, 1L, Long::sum);
  }

  /** One is over, that many nanoseconds after it began. */
  void over(Visit visit, Fate fate, long nanos) {
    live.remove(visit);
    results.merge(fate.key(), 1L, Long::sum);
    ends.recordValue(nanos);
    if (fate == Fate.UNCONNECTED) {
      connecting--;
    }
    loop.execute(this::begin);
  }

  /** Those whose manner it is send one more byte. */
  void dribble() {
    List.copyOf(live).forEach(Visit::dribble);
  }

  /** How many are not over, those included that have not begun. */
  long left() {
    return (long) plan.number() - begun + live.size();
  }

  /** How they were over. */
  Fates found() {
    return new Fates(ends.copy(), new TreeMap<>(results));
  }
}
