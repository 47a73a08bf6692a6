package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListReaderTest {

  private static final ListBounds SMALL = new ListBounds(1 << 20, 1000);

  private static ListReading read(InputStream in, ListBounds bounds) throws IOException {
    return new ListReader("trackers", ListFormat.AUTO, bounds, new SplittableRandom(3)).read(in);
  }

  private static HostList list(byte[] bytes) throws IOException {
    if (read(new ByteArrayInputStream(bytes), ListBounds.TABLES)
        instanceof ListReading.Read(HostList list)) {
      return list;
    }
    throw new AssertionError("not read");
  }

  private static HostList list(String text) throws IOException {
    return list(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Host host(String text) {
    return switch (TargetSyntax.host(text)) {
      case HostSyntax.Valid(Host host) -> host;
      case HostSyntax.Invalid(String problem) -> throw new AssertionError(problem);
    };
  }

  private static final String MIXED =
      """
      [Adblock Plus 2.0]
      ! Title: everything at once
      0.0.0.0 ads.example
      tracker.example
      tracker.example
      ||banner.example^
      @@||good.banner.example^
      ||cdn.example^$third-party
      cdn.example##.ad
      cdn.example##.banner
      address=/metrics.example/0.0.0.0
      192.0.2.0/24
      2001:db8::/32
      word
      """;

  @Test
  void namesTheListAndTheLine() throws IOException {
    HostList list = list(MIXED);
    assertThat(list.find(host("a.ads.example"))).isEqualTo(new ListHit("trackers", 3));
    assertThat(list.find(host("tracker.example"))).isEqualTo(new ListHit("trackers", 4));
    assertThat(list.find(host("metrics.example"))).isEqualTo(new ListHit("trackers", 11));
    assertThat(list.find(host("192.0.2.77"))).isEqualTo(new ListHit("trackers", 12));
    assertThat(list.find(host("[2001:db8::1]"))).isEqualTo(new ListHit("trackers", 13));
  }

  @Test
  void findsNothingThatIsExceptedOrAbsent() throws IOException {
    HostList list = list(MIXED);
    assertThat(list.find(host("banner.example"))).isEqualTo(new ListHit("trackers", 6));
    assertThat(list.find(host("good.banner.example"))).isNull();
    assertThat(list.find(host("cdn.example"))).isNull();
    assertThat(list.find(host("198.51.100.1"))).isNull();
    assertThat(list.find(host("[2001:db9::1]"))).isNull();
  }

  @Test
  void reportsWhatItFoundAndWhatItSkipped() throws IOException {
    assertThat(list(MIXED).report().summary())
        .isEqualTo(
            "5 names, 2 address blocks, 1 duplicates; skipped 4 of 14 lines: 2 rules for parts of"
                + " pages (line 9: 'cdn.example##.ad'), 1 rules with options that do not mean the"
                + " whole domain (line 8: '||cdn.example^$third-party'), 1 single words (a"
                + " top-level domain is written .example) (line 14: 'word')");
  }

  @Test
  void saysWhetherAddressesMatter() throws IOException {
    assertThat(list("a.example").holdsAddresses()).isFalse();
    assertThat(list("192.0.2.1").holdsAddresses()).isTrue();
    assertThat(list("2001:db8::/32").holdsAddresses()).isTrue();
  }

  @Test
  void takesAMappedAddressForTheIpv4AddressThatItIs() throws IOException {
    assertThat(list("192.0.2.1").find(host("[::ffff:192.0.2.1]"))).isNotNull();
  }

  @Test
  void readsWindowsFilesWithAByteOrderMark() throws IOException {
    HostList list = list("\uFEFFa.example\r\nb.example\r\n");
    assertThat(list.find(host("a.example"))).isEqualTo(new ListHit("trackers", 1));
    assertThat(list.find(host("b.example"))).isEqualTo(new ListHit("trackers", 2));
    assertThat(list.report().skipped()).isEmpty();
  }

  @Test
  void readsALastLineWithoutItsBreak() throws IOException {
    assertThat(list("a.example\nb.example").find(host("b.example"))).isNotNull();
    assertThat(list("a.example\nb.example").report().lines()).isEqualTo(2);
  }

  @Test
  void anEmptyFileHoldsNothing() throws IOException {
    assertThat(list(" \n\t\r\n\n").report()).isEqualTo(list("").report());
    assertThat(list("").report()).isEqualTo(new ListReport(0, 0, 0, 0, List.of()));
  }

  @Test
  void skipsALineThatIsTooLongAndReadsTheNext() throws IOException {
    HostList list = list("a".repeat(ListLines.MOST + 1) + "\nb.example\n");
    assertThat(list.find(host("b.example"))).isEqualTo(new ListHit("trackers", 2));
    assertThat(list.report().skippedWords())
        .contains("1 lines of more than 16 KiB (line 1: 'aaaa")
        .hasSizeLessThan(200);
  }

  @Test
  void readsALineOfTheMostBytes() throws IOException {
    String comment = " # " + "x".repeat(ListLines.MOST - "a.example # ".length());
    assertThat(list("a.example" + comment + "\n").find(host("a.example"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.example\u0000", "\u001b[2Ja.example", "a\u007f.example", "a.example\u0085x"})
  void skipsLinesWithControlCharacters(String line) throws IOException {
    HostList list = list(line + "\nb.example");
    assertThat(list.report().skippedWords())
        .isEqualTo("skipped 1 of 2 lines: 1 lines that are not text (line 1: '')");
    assertThat(list.find(host("b.example"))).isNotNull();
  }

  @Test
  void skipsLinesThatAreNotUtf8() throws IOException {
    byte[] latin1 = "b\u00fccher.example\nb.example".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(list(latin1).report().entries()).isEqualTo(1);
    assertThat(list(latin1).report().skippedLines()).isEqualTo(1);
  }

  @Test
  void showsNothingThatCouldSteerATerminal() throws IOException {
    assertThat(list("\u202Egnp.example/\n").report().skippedWords()).contains("'?gnp.example/'");
  }

  @Test
  void findsNothingInNoise() throws IOException {
    byte[] noise = new byte[1 << 18];
    new Random(5).nextBytes(noise);
    ListReport report = list(noise).report();
    assertThat(report.names()).isLessThan(3);
    assertThat(report.skippedLines()).isGreaterThan(500);
  }

  @Test
  void stopsAtTheBoundOfAFileWithoutAnEnd() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'a');
            return length;
          }
        };
    assertThat(read(endless, SMALL))
        .isEqualTo(new ListReading.TooLarge("is larger than 1048576 bytes"));
  }

  @Test
  void readsAFileOfExactlyTheBound() throws IOException {
    byte[] bytes = ("a.example\n" + "#".repeat((1 << 20) - 10)).getBytes(StandardCharsets.US_ASCII);
    assertThat(read(new ByteArrayInputStream(bytes), SMALL)).isInstanceOf(ListReading.Read.class);
  }

  @Test
  void stopsAtTheBoundOfEntries() throws IOException {
    assertThat(read(entries(1000), SMALL)).isInstanceOf(ListReading.Read.class);
    assertThat(read(entries(1001), SMALL))
        .isEqualTo(new ListReading.TooLarge("has more than 1000 entries"));
  }

  @Test
  void readsAMillionTimesTheSameName() throws IOException {
    HostList list = list("tracker.example\n".repeat(1_000_000));
    assertThat(list.report().names()).isEqualTo(1);
    assertThat(list.report().duplicates()).isEqualTo(999_999);
    assertThat(list.find(host("tracker.example"))).isEqualTo(new ListHit("trackers", 1));
  }

  @Test
  void holdsManyNamesAndBlocks() throws IOException {
    HostList list =
        list(
            IntStream.range(0, 50_000)
                .mapToObj(i -> "host-" + i + ".example\n10." + i / 256 + "." + i % 256 + ".0/24\n")
                .collect(Collectors.joining()));
    assertThat(list.report().names()).isEqualTo(50_000);
    assertThat(list.report().blocks()).isEqualTo(50_000);
    assertThat(list.find(host("x.host-49999.example"))).isEqualTo(new ListHit("trackers", 99_999));
    assertThat(list.find(host("10.195.79.255"))).isEqualTo(new ListHit("trackers", 100_000));
    assertThat(list.find(host("10.195.80.0"))).isNull();
    assertThat(list.find(host("host-50000.example"))).isNull();
  }

  private static InputStream entries(int count) {
    String text =
        IntStream.range(0, count)
            .mapToObj(i -> "n" + i + ".example\n")
            .collect(Collectors.joining());
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
