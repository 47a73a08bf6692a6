package io.github.httptunnel.bench.logins;

/** Runs an experiment: {@code timing PORT TIMES} or {@code flood PORT SECONDS}. */
public final class Logins {

  private static final int WRONG_PER_SECOND = 1000;

  private Logins() {}

  /** Prints a table of milliseconds. */
  public static void main(String[] arguments) throws Exception {
    int proxy = Integer.parseInt(arguments[1]);
    int amount = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "timing" -> timing(proxy, amount);
      case "flood" -> flood(proxy, amount);
      default -> throw new IllegalArgumentException("expected: timing or flood");
    }
  }

  private static void timing(int proxy, int times) {
    System.out.printf("%-22s %9s %9s %9s %9s%n", "ms", "mean", "std. err.", "p50", "p99");
    new Timing(proxy)
        .measure(times)
        .forEach((kind, sample) ->
            System.out.printf(
                "%-22s %9.4f %9.4f %9.4f %9.4f%n",
                kind,
                sample.mean(),
                sample.standardError(),
                sample.within(0.5),
                sample.within(0.99)));
  }

  private static void flood(int proxy, int seconds) throws Exception {
    try (Flood flood = Flood.open(proxy)) {
      flood.measure(0, 2);
      System.out.printf("%-22s %9s %9s %9s %9s%n", "ms", "mean", "p50", "p99", "most");
      print("alone", flood.measure(0, seconds));
      print("beside a guesser", flood.measure(WRONG_PER_SECOND, seconds));
      System.out.println("wrong passwords, by answer: " + flood.answers());
    }
  }

  private static void print(String kind, Sample sample) {
    System.out.printf(
        "%-22s %9.3f %9.3f %9.3f %9.3f%n",
        kind, sample.mean(), sample.within(0.5), sample.within(0.99), sample.within(1));
  }
}
