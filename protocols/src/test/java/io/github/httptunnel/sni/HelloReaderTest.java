package io.github.httptunnel.sni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.sni.HelloReader.Reading;
import io.github.httptunnel.sni.Hellos.Recorded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelloReaderTest {

  private static Reading read(byte[]... parts) {
    ByteBuf all = Unpooled.buffer();
    HelloReader reader = new HelloReader(Unpooled.buffer());
    Reading last = reader.read(all);
    for (byte[] part : parts) {
      assertThat(last).isInstanceOf(Reading.More.class);
      last = reader.read(all.writeBytes(part));
    }
    return last;
  }

  private static Reading complete(@Nullable String name, boolean ech) {
    return new Reading.Complete(new ClientHello(name, ech));
  }

  static Stream<Recorded> corpus() {
    return Hellos.CORPUS.stream();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void findsTheNameInWhatARealClientSends(Recorded recorded) {
    assertThat(read(recorded.bytes())).isEqualTo(complete(recorded.name(), recorded.ech()));
  }

  static Stream<Recorded> smallOnes() {
    return corpus().filter(recorded -> recorded.bytes().length <= 400);
  }

  @ParameterizedTest
  @MethodSource("smallOnes")
  void findsItWhereverTheStreamIsCutTwice(Recorded recorded) {
    byte[] hello = recorded.bytes();
    Reading whole = read(hello);
    for (int first = 1; first < hello.length - 1; first++) {
      byte[] begin = Arrays.copyOf(hello, first);
      for (int second = first + 1; second < hello.length; second++) {
        Reading cut =
            read(
                begin,
                Arrays.copyOfRange(hello, first, second),
                Arrays.copyOfRange(hello, second, hello.length));
        if (!cut.equals(whole)) {
          throw new AssertionError("cut at " + first + " and " + second + ": " + cut);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 100, 1000})
  void findsItAcrossRecords(int most) {
    for (Recorded recorded : Hellos.CORPUS) {
      assertThat(read(Hellos.inRecords(recorded.bytes(), most)))
          .as(recorded.client())
          .isEqualTo(complete(recorded.name(), recorded.ech()));
    }
  }

  @Test
  void findsItByteByByteInRecordsOfOneByte() {
    byte[] hello = Hellos.inRecords(Hellos.recorded("chromium"), 1);
    byte[][] bytes = new byte[hello.length][];
    for (int i = 0; i < hello.length; i++) {
      bytes[i] = new byte[] {hello[i]};
    }
    assertThat(read(bytes)).isEqualTo(complete(Hellos.HOST, true));
  }

  @Test
  void takesAHelloWithoutExtensions() {
    ByteBuf body = Unpooled.buffer().writeShort(0x0303).writeZero(32).writeByte(0);
    body.writeShort(2).writeShort(0x002f).writeByte(1).writeByte(0);
    byte[] message = Hellos.handshake(1, Hellos.bytes(body));
    assertThat(read(Hellos.records(message, 1000))).isEqualTo(complete(null, false));
  }

  @Test
  void takesAsMuchAsItMay() {
    // what a record's header adds counts too, so the records are large
    byte[] message = Hellos.messageWith(Hellos.name("a.example"), Hellos.keyShares(65_000));
    assertThat(read(Hellos.records(message, 1 << 14))).isEqualTo(complete("a.example", false));
  }

  @Test
  void takesNoMore() {
    byte[] header = {22, 3, 1, 64, 0, 1, 1, 0, 0};
    assertThat(read(Arrays.copyOf(header, 5 + (1 << 14)))).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void keepsNoMoreThanItMayOfRecordsThatHoldNearlyNothing() {
    byte[] message = Hellos.messageWith(Hellos.keyShares(20_000));
    assertThat(read(Hellos.records(message, 1))).isInstanceOf(Reading.Unreadable.class);
  }

  static Stream<byte[]> otherProtocols() {
    return Stream.of(
            "SSH-2.0-OpenSSH_9.6\r\n",
            "GET / HTTP/1.1\r\n",
            "\u0000",
            "\u0016\u0002\u0000",
            "\u0016\u0003\u0001\u0000\u0000",
            "\u0016\u0003\u0001@\u0001",
            "\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000",
            "\u0080.\u0001\u0003\u0001",
            "\u0017\u0003\u0003\u0000\u0001x")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("otherProtocols")
  void knowsWhatIsNoTls(byte[] first) {
    assertThat(read(first)).isInstanceOf(Reading.NotTls.class);
  }

  static Stream<byte[]> malformed() {
    byte[] good = Hellos.with(Hellos.name("a.example"));
    byte[] message = Hellos.message(good);
    return Stream.of(
        // two names, two lists, a name of another type, none, an empty one, bytes behind the list
        Hellos.with(
            Hellos.extension(
                0, Hellos.nameList(Hellos.nameEntry(0, "a.example"), Hellos.nameEntry(0, "b")))),
        Hellos.with(Hellos.name("a.example"), Hellos.name("a.example")),
        Hellos.with(Hellos.extension(0, Hellos.nameList(Hellos.nameEntry(1, "a.example")))),
        Hellos.with(Hellos.extension(0, Hellos.nameList())),
        Hellos.with(Hellos.extension(0, new byte[0])),
        Hellos.with(Hellos.name("")),
        Hellos.with(
            Hellos.extension(
                0, join(Hellos.nameList(Hellos.nameEntry(0, "a.example")), new byte[1]))),
        // an extension that is longer than the hello, and a hello that is longer than its contents
        Hellos.records(
            Hellos.handshake(1, Arrays.copyOfRange(message, 4, message.length - 1)), 1000),
        Hellos.records(
            Hellos.handshake(1, join(Arrays.copyOfRange(message, 4, message.length), new byte[1])),
            1000),
        // something behind the hello in its record, and a record of another type within it
        Hellos.records(join(message, new byte[] {1}), 1000),
        join(Arrays.copyOf(Hellos.records(message, 10), 15), new byte[] {23, 3, 3, 0, 1, 0}),
        join(Arrays.copyOf(Hellos.records(message, 10), 15), new byte[] {22, 3, 1, 0, 0}));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesWhatOnlyLooksLikeAHello(byte[] bytes) {
    assertThat(read(bytes)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void noPrefixOfAHelloIsTakenForAHello() {
    byte[] hello = Hellos.with(Hellos.name("a.example"), Hellos.keyShares(1216));
    for (int length = 1; length < hello.length; length++) {
      assertThat(read(Arrays.copyOf(hello, length))).isInstanceOf(Reading.More.class);
    }
  }

  @Test
  void everyFlippedBitGivesSomeAnswerAndNoException() {
    byte[] hello = Hellos.recorded("openssl");
    for (int bit = 0; bit < 8 * hello.length; bit++) {
      byte[] flipped = hello.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(read(flipped)).isNotNull();
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    return Hellos.bytes(Unpooled.buffer().writeBytes(first).writeBytes(second));
  }
}
