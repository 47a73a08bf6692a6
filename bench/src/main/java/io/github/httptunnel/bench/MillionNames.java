package io.github.httptunnel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Real names, filled up with made ones below them. The same at every call. */
final class MillionNames {

  private static final String[] WORDS = {
    "ads", "track", "cdn", "static", "img", "metrics", "pixel", "m", "www2", "edge", "s3", "collect"
  };

  private MillionNames() {}

  /**
   * So many names in an order of their own.
   *
   * @param real a name in each line; a path of no file stands for a few common names
   */
  static List<String> of(Path real, int count) throws IOException {
    Random random = new Random(count);
    Set<String> names = new LinkedHashSet<>(real(real, random));
    List<String> parents = new ArrayList<>(names);
    while (names.size() < count) {
      String word = WORDS[random.nextInt(WORDS.length)];
      String parent = parents.get(random.nextInt(parents.size()));
      names.add(word + "-" + Integer.toString(random.nextInt(1 << 20), 36) + "." + parent);
    }
    List<String> mixed = new ArrayList<>(names).subList(0, count);
    Collections.shuffle(mixed, random);
    return mixed;
  }

  private static List<String> real(Path file, Random random) throws IOException {
    if (Files.isRegularFile(file)) {
      return Files.readAllLines(file);
    }
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 300_000; i++) {
      String ending = List.of("com", "net", "org", "de", "co.uk", "io").get(random.nextInt(6));
      made.add(Long.toString(random.nextLong(1L << 40), 36) + "." + ending);
    }
    return made;
  }
}
