package io.github.httptunnel.server.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other rules would have decided.
 *
 * @param records how many there were
 * @param compared how many tell of a decision that can be compared
 * @param open how many depend on addresses
 * @param broken lines that are no records
 * @param unnamed how many do not name their target
 * @param different how many would be decided differently
 * @param differences the same by target, as far as there is room
 */
public record ReplayResult(
    long records,
    long compared,
    long open,
    long broken,
    long unnamed,
    long different,
    List<Difference> differences) {

  /** The most frequent come first. */
  public ReplayResult {
    differences =
        differences.stream()
            .sorted(
                Comparator.comparingLong(Difference::count)
                    .reversed()
                    .thenComparing(Difference::target))
            .toList();
  }

  /**
   * A target that would be decided on differently.
   *
   * @param target {@code host:port}
   * @param allowedNow what would be decided
   * @param rule the rule's label, or the reason of a refusal; absent when none has a say
   * @param count how many requests
   */
  public record Difference(String target, boolean allowedNow, @Nullable String rule, long count) {

    @Override
    public String toString() {
      return "Difference[hidden]";
    }
  }

  /** Whether no record tells of a decision on a target that it names. */
  public boolean hasNothingToCompare() {
    return compared == 0 && open == 0;
  }

  /**
   * For people.
   *
   * @param most how many targets are shown
   */
  public List<String> lines(int most) {
    List<String> lines = new ArrayList<>();
    lines.add(
        records
            + " records, "
            + compared
            + " compared: "
            + different
            + " would be decided"
            + " differently");
    differences.stream().limit(most).forEach(it -> lines.add("  " + line(it)));
    if (differences.size() > most) {
      lines.add("  and " + (differences.size() - most) + " more targets (see --top)");
    }
    if (open > 0) {
      lines.add("not compared: " + open + ", as they depend on addresses");
    }
    if (unnamed > 0) {
      lines.add("not compared: " + unnamed + ", as they do not name their target");
    }
    if (broken > 0) {
      lines.add("not read: " + broken + " lines, as they are no records");
    }
    return lines;
  }

  private static String line(Difference difference) {
    return "%7d  %-7s  %s%s"
        .formatted(
            difference.count(),
            difference.allowedNow() ? "allowed" : "REFUSED",
            difference.target(),
            difference.rule() == null ? "" : ", by " + difference.rule());
  }
}
