package io.github.httptunnel.access;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Some hours of some days of the week, such as {@code mon-fri 08:00-18:00}. A window that ends
 * before it begins goes on past midnight, into the day after those named.
 *
 * @param days the days on which it begins
 * @param from its first minute of the day, from 0
 * @param to the minute at which it is over, up to 1440; not the same as {@code from}
 */
public record TimeWindow(Set<DayOfWeek> days, int from, int to) {

  /** What a good text looks like. */
  public static final String EXPECTED =
      "days and hours such as mon-fri 08:00-18:00, sat,sun 10:00-24:00 or 22:00-06:00";

  private static final int DAY = 24 * 60;
  private static final List<String> NAMES =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern WINDOW =
      Pattern.compile("(?:([a-z,-]+) +)?([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

  /** Copies the set and checks the hours. */
  public TimeWindow {
    days = Set.copyOf(days);
    if (days.isEmpty() || from < 0 || from >= DAY || to < 1 || to > DAY || from == to) {
      throw new IllegalArgumentException("no hours (expected: " + EXPECTED + ")");
    }
  }

  /**
   * Reads days and hours; without days, every day.
   *
   * @throws IllegalArgumentException with a message for the operator that holds no part of the text
   */
  public static TimeWindow parse(String text) {
    Matcher parts = WINDOW.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("is no time window");
    }
    int from = minute(parts.group(2), parts.group(3));
    int to = minute(parts.group(4), parts.group(5));
    if (from == to || from == DAY || to == 0) {
      throw new IllegalArgumentException("has no hours (00:00-24:00 is a whole day)");
    }
    return new TimeWindow(
        parts.group(1) == null ? EnumSet.allOf(DayOfWeek.class) : days(parts.group(1)), from, to);
  }

  boolean contains(ZonedDateTime local) {
    int minute = local.getHour() * 60 + local.getMinute();
    DayOfWeek today = local.getDayOfWeek();
    return from < to
        ? days.contains(today) && minute >= from && minute < to
        : (days.contains(today) && minute >= from)
            || (days.contains(today.minus(1)) && minute < to);
  }

  private static int minute(String hours, String minutes) {
    int hour = Integer.parseInt(hours);
    int minute = Integer.parseInt(minutes);
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) {
      throw new IllegalArgumentException("has an hour that no clock shows");
    }
    return hour * 60 + minute;
  }

  private static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2) {
        throw new IllegalArgumentException("has a day that no week has");
      }
      DayOfWeek last = day(ends[ends.length - 1]);
      for (DayOfWeek day = day(ends[0]); day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    int index = NAMES.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("has a day that no week has");
    }
    return DayOfWeek.of(index + 1);
  }
}
