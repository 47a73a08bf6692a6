package io.github.httptunnel.bench;

import io.github.httptunnel.access.HostList;
import io.github.httptunnel.access.ListBounds;
import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListHit;
import io.github.httptunnel.access.ListReader;
import io.github.httptunnel.access.ListReading;
import io.github.httptunnel.tunnel.Host;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time to look a name up in a list of a million. Each look-up takes another name, so that the
 * processor's caches do not answer for memory. One thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ListBenchmark {

  private static final int NAMES = 1_000_000;
  private static final int ASKED = 1 << 16;

  /** Where the real names are, {@code bench/lists.sh} puts them there. */
  @Param("bench/target/lists/names.txt")
  public String real = "";

  /** What is asked. */
  @Param({"hit", "miss", "deep"})
  public String what = "";

  private @Nullable HostList list;
  private Set<String> set = Set.of();
  private final Host.Name[] asked = new Host.Name[ASKED];
  private int next;

  /** Reads the list. */
  @Setup
  public void read() throws IOException {
    List<String> names = MillionNames.of(Path.of(real), NAMES);
    byte[] text = String.join("\n", names).getBytes(StandardCharsets.US_ASCII);
    ListReader reader =
        new ListReader("million", ListFormat.AUTO, ListBounds.TABLES, new SecureRandom());
    if (reader.read(new ByteArrayInputStream(text)) instanceof ListReading.Read(HostList read)) {
      list = read;
    }
    set = new HashSet<>(names);
    for (int i = 0; i < ASKED; i++) {
      String name = names.get((int) ((long) i * NAMES / ASKED));
      asked[i] =
          new Host.Name(
              switch (what) {
                // not the very object that the set holds
                case "hit" -> String.valueOf(name.toCharArray());
                case "miss" -> "www.x" + name.replace('.', 'q') + ".com";
                default -> "a.b.c.d.e.f.g." + name;
              });
    }
  }

  /** Only reads the name that is asked for, which costs memory's time too. */
  @Benchmark
  public int name() {
    next = (next + 1) & (ASKED - 1);
    String name = asked[next].text();
    int sum = 0;
    for (int i = 0; i < name.length(); i++) {
      sum = 31 * sum + name.charAt(i);
    }
    return sum;
  }

  /** The same with what the JDK offers: the name, then each one above it. */
  @Benchmark
  public boolean set() {
    next = (next + 1) & (ASKED - 1);
    String name = asked[next].text();
    while (!set.contains(name)) {
      int dot = name.indexOf('.');
      if (dot < 0) {
        return false;
      }
      name = name.substring(dot + 1);
    }
    return true;
  }

  /** Looks one up; the result is returned so that the work cannot be optimised away. */
  @Benchmark
  public @Nullable ListHit find() {
    next = (next + 1) & (ASKED - 1);
    return list == null ? null : list.find(asked[next]);
  }
}
