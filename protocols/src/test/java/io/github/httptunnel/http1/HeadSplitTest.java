package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a head is cut into reads, it means the same. */
final class HeadSplitTest {

  static List<String> shortTexts() {
    return List.of(
        Heads.connect(""),
        Heads.connect("Host: a.example:443\r\nX:\t y \r\n"),
        Heads.connect("Host: a\r\n") + "\u0016\u0003\u0001\0early\r\n\r\n",
        "\r\n" + Heads.connect(""),
        "\r\n\r\n" + Heads.connect(""),
        "GET / HTTP/1.0\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\n\n",
        "CONNECT a:1 HTTP/1.1\r\nX: a\rb\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nX: a\0b\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nX : a\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nX: a\r\n folded\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\n\rX",
        "CONNECT a 1 HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\u0016\u0003\u0001\u0000\u00a5",
        "M".repeat(40) + "\0 a:1 HTTP/1.1\r\n\r\n");
  }

  static List<String> longTexts() {
    return List.of(
        "M".repeat(70_000) + " x:1 HTTP/1.1\r\n\r\n",
        "CONNECT " + "t".repeat(20_000) + " HTTP/1.1\r\n\r\n",
        "CONNECT " + "t".repeat(9_000) + "\0",
        "CONNECT a:1 " + "v".repeat(20_000),
        Heads.connect("X: " + "y".repeat(20_000) + "\r\n"),
        Heads.connect("X: y\r\n".repeat(20_000)),
        Heads.connect("X: y\r\n".repeat(99) + "Y: " + "z".repeat(12_000) + "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("shortTexts")
  void readsTheSameWhereverItIsCutInTwo(String text) {
    HeadReader.Result<RequestHead> whole = Heads.read(text);

    for (int split = 0; split <= text.length(); split++) {
      assertThat(Heads.readInTwo(text, split)).as("cut at %d", split).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource({"shortTexts", "longTexts"})
  void readsTheSameByteByByte(String text) {
    HeadReader<RequestHead> reader = HeadReader.ofRequest();
    ByteBuf bytes = Unpooled.buffer();
    HeadReader.Result<RequestHead> result = new HeadReader.Result.Incomplete<RequestHead>();

    for (int i = 0; i < text.length() && result instanceof HeadReader.Result.Incomplete; i++) {
      result = reader.read(bytes.writeByte(text.charAt(i)));
    }

    assertThat(result).isEqualTo(Heads.read(text));
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void stopsReadingALongTextWithinTheLimitOfAHead(String text) {
    HeadReader<RequestHead> reader = HeadReader.ofRequest();
    ByteBuf bytes = Unpooled.buffer().writeBytes(Wire.bytes(text));
    bytes.writerIndex(Math.min(text.length(), RequestGrammar.MAX_HEAD + 1));

    assertThat(reader.read(bytes)).isNotInstanceOf(HeadReader.Result.Incomplete.class);
  }
}
