package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.Mark.Kind;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTableTest {

  private record Entry(Cidr block, int mark) {}

  private static AddressTable table(String... blocks) {
    AddressTableBuilder builder = new AddressTableBuilder();
    for (int i = 0; i < blocks.length; i++) {
      builder.add(Cidr.parse(blocks[i]), Mark.of(i + 1, Kind.LISTED));
    }
    return builder.build();
  }

  private static int line(AddressTable table, String address) {
    return Mark.line(table.find(InetAddress.ofLiteral(address).getAddress()));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.1.255, 0",
    "192.0.2.0, 1",
    "192.0.2.255, 1",
    "192.0.3.0, 0",
    "0.0.0.0, 0",
    "255.255.255.255, 0"
  })
  void holdsExactlyTheBlock(String address, int line) {
    assertThat(line(table("192.0.2.0/24"), address)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::, 1",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 1",
    "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 0",
    "2001:db9::, 0",
    "2001:dba::6, 0",
    "2001:dba::7, 2",
    "2001:dba::8, 0",
    "fffe::1, 0",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3"
  })
  void holdsBlocksOfIpv6(String address, int line) {
    AddressTable table =
        table("2001:db8::/32", "2001:dba::7", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    assertThat(line(table, address)).isEqualTo(line);
  }

  @Test
  void namesTheSmallestOfSeveralThatCover() {
    AddressTable table = table("10.1.2.3", "10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0");
    assertThat(line(table, "10.1.2.3")).isEqualTo(1);
    assertThat(line(table, "10.1.2.4")).isEqualTo(3);
    assertThat(line(table, "10.2.0.0")).isEqualTo(2);
    assertThat(line(table, "11.0.0.0")).isEqualTo(4);
    assertThat(line(table, "255.255.255.255")).isEqualTo(4);
  }

  @Test
  void blocksThatEndTogetherEndTogether() {
    AddressTable table = table("10.0.0.0/8", "10.255.0.0/16", "10.255.255.255");
    assertThat(line(table, "10.255.255.255")).isEqualTo(3);
    assertThat(line(table, "11.0.0.0")).isZero();
  }

  @Test
  void findsNothingInAnEmptyTable() {
    assertThat(table().isEmpty()).isTrue();
    assertThat(line(table(), "192.0.2.1")).isZero();
  }

  @Test
  void countsAndDropsDuplicates() {
    AddressTableBuilder builder = new AddressTableBuilder();
    for (int line = 1; line <= 3; line++) {
      builder.add(Cidr.parse("192.0.2.0/24"), Mark.of(line, Kind.LISTED));
    }
    assertThat(line(builder.build(), "192.0.2.9")).isEqualTo(1);
    assertThat(builder.duplicates()).isEqualTo(2);
  }

  @Test
  void anExceptionTakesOutWhatIsWithinIt() {
    AddressTableBuilder builder = new AddressTableBuilder();
    builder.add(Cidr.parse("10.0.0.0/8"), Mark.of(1, Kind.LISTED));
    builder.add(Cidr.parse("10.1.0.0/16"), Mark.of(2, Kind.EXCEPTED));
    builder.add(Cidr.parse("10.1.2.0/24"), Mark.of(3, Kind.LISTED));
    AddressTable table = builder.build();
    assertThat(Mark.isListed(table.find(new byte[] {10, 0, 0, 1}))).isTrue();
    assertThat(Mark.isListed(table.find(new byte[] {10, 1, 2, 3}))).isFalse();
    assertThat(Mark.isListed(table.find(new byte[] {10, 2, 0, 0}))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 16})
  void answersAsALookAtEveryBlockDoes(int bytes) {
    SplittableRandom random = new SplittableRandom(bytes);
    List<Entry> model = new ArrayList<>();
    AddressTableBuilder builder = new AddressTableBuilder();
    for (int line = 1; line <= 400; line++) {
      Entry entry = new Entry(block(random, bytes), Mark.of(line, kind(random)));
      model.add(entry);
      builder.add(entry.block(), entry.mark());
    }
    AddressTable table = builder.build();
    for (int i = 0; i < 20_000; i++) {
      byte[] address = address(random, bytes);
      assertThat(table.find(address)).isEqualTo(expected(model, address));
    }
  }

  private static int expected(List<Entry> model, byte[] address) {
    Entry best = null;
    for (Entry entry : model) {
      if (entry.block().contains(address) && (best == null || isBetter(entry, best))) {
        best = entry;
      }
    }
    return best == null ? Mark.NONE : best.mark();
  }

  private static boolean isBetter(Entry entry, Entry best) {
    int rank = Integer.compare(entry.mark() & 3, best.mark() & 3);
    return rank > 0 || (rank == 0 && entry.block().prefix() > best.block().prefix());
  }

  /** Few values for each byte, the largest and the smallest among them. */
  private static byte[] address(SplittableRandom random, int bytes) {
    byte[] address = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      address[i] = (byte) new int[] {0, 0, 0, 1, 127, 128, 255}[random.nextInt(7)];
    }
    return address;
  }

  private static Cidr block(SplittableRandom random, int bytes) {
    byte[] address = address(random, bytes);
    int prefix = random.nextInt(bytes * 8 + 1);
    for (int bit = prefix; bit < bytes * 8; bit++) {
      address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    return Cidr.parse(NetUtil.bytesToIpAddress(address) + "/" + prefix);
  }

  private static Kind kind(SplittableRandom random) {
    return random.nextInt(10) == 0 ? Kind.EXCEPTED : Kind.LISTED;
  }
}
