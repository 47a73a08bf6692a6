package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search for canaries finds what it is told to find. */
class CanaryFormsTest {

  private static final Canaries WORDS = Canaries.fresh();
  private static final String WORD = WORDS.word(Canary.COOKIE);
  private static final String ADDRESS = WORDS.word(Canary.CLIENT_ADDRESS);

  @ParameterizedTest
  @MethodSource
  void findsAWord(String text) {
    assertThat(found(text)).containsExactly(Canary.COOKIE);
  }

  static Stream<String> findsAWord() {
    Stream<String> plain =
        Stream.of(
            "id=" + WORD,
            WORD.toUpperCase(ROOT),
            new StringBuilder(WORD).reverse().toString(),
            URLEncoder.encode("é" + WORD, UTF_8),
            HexFormat.of().formatHex(WORD.getBytes(UTF_8)),
            HexFormat.of().withUpperCase().formatHex(WORD.getBytes(UTF_8)),
            HexFormat.of().withPrefix("%").formatHex(WORD.getBytes(UTF_8)),
            HexFormat.of().withPrefix("\\u00").formatHex(WORD.getBytes(UTF_8)),
            Base64.getUrlEncoder().encodeToString(WORD.getBytes(UTF_8)));
    return Stream.concat(plain, Stream.concat(inBase64(), inDumps()));
  }

  /** Wherever it stands among other bytes. */
  private static Stream<String> inBase64() {
    return IntStream.range(0, 6)
        .mapToObj(before -> ">".repeat(before) + WORD + "?")
        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
  }

  /** Wherever a line of the dump ends. */
  private static Stream<String> inDumps() {
    return IntStream.range(0, 16)
        .mapToObj(before -> "-".repeat(before) + WORD + "-")
        .map(text -> ByteBufUtil.prettyHexDump(Unpooled.copiedBuffer(text, UTF_8)));
  }

  @ParameterizedTest
  @MethodSource
  void findsAnAddress(String text) {
    assertThat(found(text)).containsExactly(Canary.CLIENT_ADDRESS);
  }

  static Stream<String> findsAnAddress() {
    byte[] bytes = new byte[4];
    String[] parts = ADDRESS.split("[.]", -1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    String hex = HexFormat.of().formatHex(bytes);
    return Stream.of(
        "/" + ADDRESS + ":50000",
        "ip-" + ADDRESS.replace('.', '-'),
        "%s.%s.%s.%s.in-addr.arpa".formatted(parts[3], parts[2], parts[1], parts[0]),
        hex,
        hex.toUpperCase(ROOT),
        "::ffff:" + hex.substring(0, 4) + ":" + hex.substring(4),
        Long.toString(Long.parseLong(hex, 16)),
        HexFormat.of().formatHex(ADDRESS.getBytes(UTF_8)),
        Base64.getEncoder().encodeToString(("x" + ADDRESS).getBytes(UTF_8)));
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(found("cookie: " + Canaries.fresh().word(Canary.COOKIE) + " 127.0.0.1")).isEmpty();
  }

  @Test
  void saysWhereItWasAndWhatStoodAroundIt() {
    assertThat(WORDS.in(Map.of("a.log", "Cookie: " + WORD + "!"), EnumSet.of(Canary.COOKIE)))
        .containsExactly(new Canaries.Sighting(Canary.COOKIE, "a.log", "cookie: " + WORD + "!"));
  }

  private static Stream<Canary> found(String text) {
    return WORDS.in(Map.of("text", text), EnumSet.allOf(Canary.class)).stream()
        .map(Canaries.Sighting::canary);
  }
}
