package io.github.httptunnel.access;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the lines that are skipped while a list is read, and keeps the first of each kind. */
final class SkippedLines {

  private static final int SHOWN = 40;

  private final Map<SkipReason, ListReport.Skipped> byReason = new EnumMap<>(SkipReason.class);

  void add(SkipReason reason, int line, String text) {
    ListReport.Skipped before = byReason.get(reason);
    byReason.put(
        reason,
        before == null
            ? new ListReport.Skipped(reason, 1, line, excerpt(text))
            : new ListReport.Skipped(
                reason, before.count() + 1, before.firstLine(), before.excerpt()));
  }

  List<ListReport.Skipped> all() {
    return List.copyOf(byReason.values());
  }

  /** The list may be hostile: nothing that steers a terminal, nothing long. */
  private static String excerpt(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
      char c = text.charAt(i);
      shown.append(c >= 0x20 && c < 0x7F ? c : '?');
    }
    return text.length() > SHOWN ? shown.append("...").toString() : shown.toString();
  }
}
