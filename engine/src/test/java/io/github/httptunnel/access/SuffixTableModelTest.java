package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.Mark.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table beside a map of suffixes that does the same in the obvious way. */
class SuffixTableModelTest {

  private static final int LOOK_UPS = 200_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1_000, 30_000})
  void answersAsAMapOfSuffixesDoes(int entries) {
    SplittableRandom random = new SplittableRandom(entries);
    Map<String, Integer> model = new HashMap<>();
    SuffixTableBuilder builder = new SuffixTableBuilder(SuffixHash.secret(random));
    for (int line = 1; line <= entries; line++) {
      String name = name(random);
      int mark = Mark.of(line, kind(random));
      model.merge(name, mark, SuffixTableModelTest::again);
      builder.add(name, mark);
    }
    SuffixTable table = builder.build();
    assertThat(table.size()).isEqualTo(model.size());
    List<String> listed = new ArrayList<>(model.keySet());
    for (int i = 0; i < (entries < 30_000 ? LOOK_UPS / 10 : LOOK_UPS); i++) {
      String name = name(random);
      String asked =
          random.nextBoolean() ? name : name + "." + listed.get(random.nextInt(listed.size()));
      if (table.find(asked) != expected(model, asked)) {
        assertThat(table.find(asked)).as(asked).isEqualTo(expected(model, asked));
      }
    }
  }

  @Test
  void theModelFindsAboutAsManyAsItMisses() {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Integer> model = new HashMap<>();
    for (int line = 1; line <= 1_000; line++) {
      model.put(name(random), Mark.of(line, Kind.LISTED));
    }
    int found = 0;
    for (int i = 0; i < 10_000; i++) {
      found += expected(model, name(random)) == Mark.NONE ? 0 : 1;
    }
    assertThat(found).isBetween(2_000, 9_500);
  }

  private static int again(int first, int second) {
    return (second & 3) > (first & 3) ? second : first;
  }

  /** The longest of the highest kind among all suffixes. */
  private static int expected(Map<String, Integer> model, String name) {
    int best = Mark.NONE;
    for (String suffix = name; ; suffix = suffix.substring(suffix.indexOf('.') + 1)) {
      Integer mark = model.get(suffix);
      if (mark != null && (best == Mark.NONE || (mark & 3) > (best & 3))) {
        best = mark;
      }
      if (suffix.indexOf('.') < 0) {
        return best;
      }
    }
  }

  /** From few letters, so that names are near each other; now and then a long one. */
  private static String name(SplittableRandom random) {
    StringBuilder name = new StringBuilder();
    int labels = 1 + random.nextInt(5);
    for (int i = 0; i < labels; i++) {
      name.append(i == 0 ? "" : ".");
      int length = random.nextInt(50) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(3);
      for (int c = 0; c < length; c++) {
        name.append("abc-_09z".charAt(c == 0 || c == length - 1 ? 0 : random.nextInt(8)));
      }
      name.append("abz0".charAt(random.nextInt(4)));
    }
    return name.toString();
  }

  private static Kind kind(SplittableRandom random) {
    return switch (random.nextInt(20)) {
      case 0 -> Kind.EXCEPTED;
      case 1 -> Kind.IMPORTANT;
      default -> Kind.LISTED;
    };
  }
}
