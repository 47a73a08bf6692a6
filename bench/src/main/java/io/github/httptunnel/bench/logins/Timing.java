package io.github.httptunnel.bench.logins;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Whether the time of a refusal tells who is a user: names that are known and names that are not,
 * passwords of the right length and of another, in turn, each from a network of its own.
 */
final class Timing {

  private static final int WARM_UP = 300;
  private static final int PASSWORD = 12;

  private final int proxy;
  private final Random random = new Random(1);
  private int source;

  Timing(int proxy) {
    this.proxy = proxy;
  }

  /** What was measured, for each kind. */
  Map<String, Sample> measure(int times) {
    for (int i = 0; i < WARM_UP; i++) {
      attempt("alice", PASSWORD);
      attempt(word(5), PASSWORD);
    }
    List<String> kinds =
        List.of("unknown user", "wrong password", "wrong, right length", "wrong, other length");
    long[][] taken = new long[kinds.size()][times];
    for (int i = 0; i < times; i++) {
      // another order each time, so that none always comes behind the same other
      List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
      Collections.shuffle(order, random);
      for (int kind : order) {
        taken[kind][i] =
            switch (kind) {
              case 0 -> attempt(word(5), 1 + random.nextInt(40));
              case 1 -> attempt("alice", 1 + random.nextInt(40));
              case 2 -> attempt("alice", PASSWORD);
              default -> attempt("alice", 4 * PASSWORD);
            };
      }
    }
    Map<String, Sample> samples = new LinkedHashMap<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      samples.put(kinds.get(kind), Sample.of(taken[kind]));
    }
    return samples;
  }

  private long attempt(String user, int length) {
    source++;
    String from =
        "127.%d.%d.%d".formatted(1 + source / 62_500, source / 250 % 250, 1 + source % 250);
    Attempt attempt = Attempt.of(proxy, from, "127.0.0.1:9", user + ":" + word(length));
    if (attempt.status() != 407) {
      throw new IllegalStateException("status " + attempt.status() + " (expected: 407)");
    }
    return attempt.nanos();
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
