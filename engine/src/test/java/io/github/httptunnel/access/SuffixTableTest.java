package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.httptunnel.access.Mark.Kind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SuffixTableTest {

  private static final RandomGenerator RANDOM = new SplittableRandom(1);

  private static SuffixTable table(String... names) {
    SuffixTableBuilder builder = new SuffixTableBuilder(SuffixHash.secret(RANDOM));
    for (int i = 0; i < names.length; i++) {
      builder.add(names[i], Mark.of(i + 1, Kind.LISTED));
    }
    return builder.build();
  }

  private static int line(SuffixTable table, String name) {
    return Mark.line(table.find(name));
  }

  @Test
  void findsANameAndAllBelowIt() {
    SuffixTable table = table("other.example", "ads.example");
    assertThat(line(table, "ads.example")).isEqualTo(2);
    assertThat(line(table, "a.ads.example")).isEqualTo(2);
    assertThat(line(table, "z.y.x.ads.example")).isEqualTo(2);
  }

  @Test
  void matchesWholeLabelsOnly() {
    SuffixTable table = table("ads.example");
    for (String other :
        List.of(
            "example",
            "bads.example",
            "ds.example",
            "s.example",
            "ads.example.org",
            "ads",
            "xads.example",
            "ads-example",
            "ads_example",
            "adsxexample",
            "ads.exampl")) {
      assertThat(table.find(other)).as(other).isEqualTo(Mark.NONE);
    }
  }

  @Test
  void namesTheLongestOfSeveralThatCover() {
    SuffixTable table = table("a.b.example", "example", "b.example");
    assertThat(line(table, "x.a.b.example")).isEqualTo(1);
    assertThat(line(table, "x.b.example")).isEqualTo(3);
    assertThat(line(table, "x.example")).isEqualTo(2);
  }

  @Test
  void keepsTheFirstOfDuplicates() {
    SuffixTable table = table("a.example", "b.example", "a.example", "a.example");
    assertThat(table.size()).isEqualTo(2);
    assertThat(line(table, "a.example")).isEqualTo(1);
  }

  @Test
  void findsNothingInAnEmptyTable() {
    SuffixTable table = table();
    assertThat(table.size()).isZero();
    assertThat(table.find("a.b.c.example")).isEqualTo(Mark.NONE);
    assertThat(table.find("example")).isEqualTo(Mark.NONE);
  }

  @Test
  void holdsATopLevelDomain() {
    SuffixTable table = table("zip");
    assertThat(line(table, "zip")).isEqualTo(1);
    assertThat(line(table, "a.b.zip")).isEqualTo(1);
    assertThat(line(table, "gzip")).isZero();
  }

  @Test
  void anExceptionTakesOutWhatIsBelowItHoweverLongTheEntry() {
    SuffixTableBuilder builder = new SuffixTableBuilder(SuffixHash.secret(RANDOM));
    builder.add("example", Mark.of(1, Kind.LISTED));
    builder.add("good.example", Mark.of(2, Kind.EXCEPTED));
    builder.add("ads.good.example", Mark.of(3, Kind.LISTED));
    builder.add("worst.good.example", Mark.of(4, Kind.IMPORTANT));
    SuffixTable table = builder.build();
    assertThat(Mark.isListed(table.find("bad.example"))).isTrue();
    assertThat(Mark.isListed(table.find("good.example"))).isFalse();
    assertThat(Mark.isListed(table.find("ads.good.example"))).isFalse();
    assertThat(Mark.isListed(table.find("worst.good.example"))).isTrue();
    assertThat(line(table, "x.worst.good.example")).isEqualTo(4);
  }

  @Test
  void anExceptionForTheVeryNameWinsInAnyOrder() {
    for (Kind first : new Kind[] {Kind.LISTED, Kind.EXCEPTED}) {
      SuffixTableBuilder builder = new SuffixTableBuilder(SuffixHash.secret(RANDOM));
      builder.add("a.example", Mark.of(1, first));
      builder.add("a.example", Mark.of(2, first == Kind.LISTED ? Kind.EXCEPTED : Kind.LISTED));
      assertThat(Mark.isListed(builder.build().find("a.example"))).isFalse();
    }
  }

  @Test
  void holdsNamesOfEveryLength() {
    List<String> names = new ArrayList<>();
    String name = "x";
    while (name.length() <= 253) {
      names.add(name);
      name = (name.length() % 50 == 49 ? "y." : "y") + name;
    }
    SuffixTable table = table(names.toArray(String[]::new));
    for (int i = 0; i < names.size(); i++) {
      assertThat(line(table, names.get(i))).isEqualTo(i + 1);
    }
  }

  @Test
  void namesThatAllCollideAreStillToldApart() {
    SuffixHash zero = new SuffixHash(0, 0, 0);
    SuffixTableBuilder builder = new SuffixTableBuilder(zero);
    for (int i = 0; i < 1_000; i += 2) {
      builder.add("n" + i + ".example", Mark.of(i + 1, Kind.LISTED));
    }
    SuffixTable table = builder.build();
    assertThat(hash(zero, "n0.example")).isEqualTo(hash(zero, "n1.example"));
    for (int i = 0; i < 1_000; i++) {
      assertThat(line(table, "a.n" + i + ".example")).isEqualTo(i % 2 == 0 ? i + 1 : 0);
    }
  }

  @Test
  void noTwoPlacesOfDotsCollide() {
    SuffixHash hash = SuffixHash.secret(RANDOM);
    Set<Long> hashes = new HashSet<>();
    int names = 1 << 15;
    for (int dots = 0; dots < names; dots++) {
      StringBuilder name = new StringBuilder("aaaaaaaaaaaaaaaa");
      for (int bit = 14; bit >= 0; bit--) {
        if ((dots >> bit & 1) == 1) {
          name.insert(bit + 1, '.');
        }
      }
      hashes.add(hash(hash, name.toString()));
    }
    assertThat(hashes).hasSize(names);
  }

  @Test
  void homesOfManyNamesAlikeAreFarApart() {
    SuffixHash hash = SuffixHash.secret(RANDOM);
    int[] homes = new int[1 << 10];
    for (int i = 0; i < 1 << 16; i++) {
      homes[SuffixTable.home(hash(hash, "host-" + i + ".example"), homes.length)]++;
    }
    assertThat(Arrays.stream(homes).summaryStatistics().getMax()).isLessThan(64 + 8 * 8);
    assertThat(Arrays.stream(homes).summaryStatistics().getMin()).isGreaterThan(64 - 6 * 8);
  }

  @Test
  void theHashOfANameDependsOnTheSeed() {
    assertThat(hash(SuffixHash.secret(RANDOM), "a.example"))
        .isNotEqualTo(hash(SuffixHash.secret(RANDOM), "a.example"));
  }

  @Test
  void aLookUpAllocatesNothing() {
    SuffixTable table = table("ads.example", "tracker.example", "a.b.c.example");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int found = lookUps(table);
    long before = threads.getCurrentThreadAllocatedBytes();
    found += lookUps(table);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(found).isEqualTo(2 * 20_000);
    assertThat(allocated).isLessThan(20_000);
  }

  private static int lookUps(SuffixTable table) {
    int found = 0;
    for (int i = 0; i < 10_000; i++) {
      found += table.find("www.static.example") == Mark.NONE ? 1 : 0;
      found += table.find("x.y.ads.example") == Mark.NONE ? 0 : 1;
    }
    return found;
  }

  private static long hash(SuffixHash hash, String name) {
    byte[] reversed =
        new StringBuilder(name).reverse().toString().getBytes(StandardCharsets.US_ASCII);
    return hash.of(reversed, 0, reversed.length);
  }
}
