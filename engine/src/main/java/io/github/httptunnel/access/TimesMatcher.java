package io.github.httptunnel.access;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * When it is asked.
 *
 * @param windows hours of the week
 * @param zone whose clock counts
 */
public record TimesMatcher(List<TimeWindow> windows, ZoneId zone) implements Matcher {

  /** Copies the list. */
  public TimesMatcher {
    windows = List.copyOf(windows);
  }

  @Override
  public String key() {
    return "times";
  }

  @Override
  public Fit fit(Asked asked) {
    ZonedDateTime local = asked.at().atZone(zone);
    for (TimeWindow window : windows) {
      if (window.contains(local)) {
        return Fit.YES;
      }
    }
    return Fit.NO;
  }

  @Override
  public boolean covers(Matcher other) {
    return other instanceof TimesMatcher(List<TimeWindow> others, ZoneId there)
        && zone.equals(there)
        && windows.containsAll(others);
  }
}
