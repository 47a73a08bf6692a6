package io.github.httptunnel.server;

import static java.util.Locale.ROOT;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A word for each {@link Canary}, made for one run, and where it was found afterwards. */
final class Canaries {

  private static final int LENGTH = 16;
  private static final int CONTEXT = 80;

  private final Map<Canary, String> words = new EnumMap<>(Canary.class);

  private Canaries(SecureRandom random) {
    for (Canary canary : Canary.values()) {
      words.put(canary, word(random));
    }
    words.put(Canary.CLIENT_ADDRESS, loopbackAddress(random));
  }

  static Canaries fresh() {
    return new Canaries(new SecureRandom());
  }

  /** Lower-case letters and digits, so that it can stand in a name; the address is one in 127/8. */
  String word(Canary canary) {
    return words.get(canary);
  }

  /** Where any form of those words stands in the texts; empty is good. */
  List<Sighting> in(Map<String, String> texts, Set<Canary> wanted) {
    List<Sighting> sightings = new ArrayList<>();
    texts.forEach((place, text) -> {
      String lower = text.toLowerCase(ROOT);
      for (Canary canary : wanted) {
        forms(canary).stream()
            .filter(lower::contains)
            .findFirst()
            .ifPresent(form -> sightings.add(sighting(canary, place, lower, form)));
      }
    });
    return sightings;
  }

  private Set<String> forms(Canary canary) {
    return canary == Canary.CLIENT_ADDRESS
        ? CanaryForms.ofAddress(word(canary))
        : CanaryForms.ofWord(word(canary));
  }

  private static Sighting sighting(Canary canary, String place, String text, String form) {
    int at = text.indexOf(form);
    String excerpt =
        text.substring(
            Math.max(0, at - CONTEXT), Math.min(text.length(), at + form.length() + CONTEXT));
    return new Sighting(canary, place, excerpt);
  }

  private static String word(SecureRandom random) {
    StringBuilder word = new StringBuilder("q");
    while (word.length() < LENGTH) {
      word.append(Character.forDigit(random.nextInt(36), 36));
    }
    return word.toString();
  }

  /** All three numbers have three digits: no such address is the beginning of another. */
  static String loopbackAddress(SecureRandom random) {
    return "127.%d.%d.%d"
        .formatted(random.nextInt(100, 255), random.nextInt(100, 255), random.nextInt(100, 255));
  }

  /** A canary that was seen where it must not be. */
  record Sighting(Canary canary, String place, String excerpt) {}
}
