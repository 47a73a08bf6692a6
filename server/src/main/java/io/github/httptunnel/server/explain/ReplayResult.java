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
 * @param different how many would be decided differently
 * @param differences the same by target, as far as there is room
 * @param unjudged what was not compared
 * @param doubts what was compared although something is not known
 */
public record ReplayResult(
    long records,
    long compared,
    long different,
    List<Difference> differences,
    Unjudged unjudged,
    Doubts doubts) {

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

  /**
   * What was not compared.
   *
   * @param open how many depend on addresses that no record names
   * @param broken lines that are no records
   * @param unnamed how many do not name their target
   */
  public record Unjudged(long open, long broken, long unnamed) {

    private List<String> lines() {
      List<String> lines = new ArrayList<>();
      say(
          lines,
          open,
          "not compared: %d, as they depend on addresses that the records do not name");
      say(lines, unnamed, "not compared: %d, as they do not name their target");
      say(lines, broken, "not read: %d lines, as they are no records");
      return lines;
    }
  }

  /**
   * What was compared although something is not known.
   *
   * @param byDialled how many were judged by the one address that was connected to
   * @param clientless how many do not name their client, while rules look at clients
   * @param userless how many name no user, while rules look at users or groups
   */
  public record Doubts(long byDialled, long clientless, long userless) {

    private List<String> lines() {
      List<String> lines = new ArrayList<>();
      say(
          lines,
          byDialled,
          "judged by the address that was connected to: %d; the name may have others");
      say(
          lines,
          clientless,
          "judged as if no rule about clients matched: %d, as the records do not name the client"
              + " (log.clients)");
      say(
          lines,
          userless,
          "judged as if no rule about users or groups matched: %d, as the records name no user"
              + " (log.users)");
      return lines;
    }
  }

  private static void say(List<String> lines, long count, String words) {
    if (count > 0) {
      lines.add(words.formatted(count));
    }
  }

  /** Whether no record tells of a decision on a target that it names. */
  public boolean hasNothingToCompare() {
    return compared == 0 && unjudged.open() == 0;
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
    lines.addAll(unjudged.lines());
    lines.addAll(doubts.lines());
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
