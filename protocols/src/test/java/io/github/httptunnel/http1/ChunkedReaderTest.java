package io.github.httptunnel.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkedReaderTest {

  private static final String LAST = "0\r\n\r\n";

  /** All that a sender may do, sound or not. */
  static List<String> examples() {
    return List.of(
        LAST,
        "5\r\nhello\r\n" + LAST,
        "5;a=b;c=\"d e\"\r\nhello\r\n00A\r\n0123456789\r\n000;last\r\n\r\nnext",
        "1\r\n\r\r\n2\r\n\r\n\r\n0\r\nX-Sum: 1\r\nHost: b\r\n\r\nnext",
        "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\nTrailer: X\r\n\r\n",
        "3\r\nab",
        "3\r\nabcd\r\n",
        "3\r\nabc\n0\r\n\r\n",
        "3\nabc",
        "x\r\n",
        "\r\n",
        "1;\0\r\n",
        "0\r\n folded\r\n\r\n",
        "0\r\nX: a\nY: b\r\n\r\n",
        "1;" + "e".repeat(ChunkedReader.MAX_LINE - 2) + "\r\nx\r\n" + LAST,
        "1;" + "e".repeat(ChunkedReader.MAX_LINE - 1) + "\r\nx\r\n" + LAST);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readsTheSameWhereverItIsCut(String text) {
    for (boolean inChunks : List.of(true, false)) {
      ContentFeed.Fed whole = feed(text, inChunks);
      byte[] bytes = text.getBytes(ISO_8859_1);
      for (int at = 0; at <= bytes.length; at++) {
        ContentFeed.Fed cut = ContentFeed.feed(new ChunkedReader(inChunks), Cuts.two(bytes, at));
        assertThat(cut).as("cut at %d", at).isEqualTo(whole);
      }
      assertThat(ContentFeed.feed(new ChunkedReader(inChunks), Cuts.bytes(bytes))).isEqualTo(whole);
    }
  }

  @Test
  void passesShortChunksOnAsTheyCame() {
    assertPassedOn("5\r\nhello\r\nA\r\n0123456789\r\n" + LAST, Function.identity());
  }

  @Test
  void dropsExtensions() {
    assertPassedOn("5;a=b\r\nhello\r\n0;c\r\n\r\n", _ -> "5\r\nhello\r\n" + LAST);
  }

  @Test
  void dropsLeadingZeros() {
    assertPassedOn("005\r\nhello\r\n00000\r\n\r\n", _ -> "5\r\nhello\r\n" + LAST);
  }

  @Test
  void passesOnlySoundTrailersOn() {
    assertPassedOn("0\r\nX-Sum:  1 \r\nContent-Length: 9\r\n\r\n", _ -> "0\r\nX-Sum: 1\r\n\r\n");
  }

  @Test
  void endsAlthoughAllTrailersAreLeftOut() {
    assertPassedOn("0\r\nHost: b\r\n\r\n", _ -> LAST);
  }

  @Test
  void takesChunksApartForThoseWhoCannotReadThem() {
    ContentFeed.Fed fed = feed("5;a\r\nhello\r\n3\r\n, y\r\n0\r\nX-Sum: 1\r\n\r\n", false);

    assertThat(fed).isEqualTo(new ContentFeed.Fed("hello, y", null, true, ""));
  }

  @Test
  void leavesWhatFollowsTheContent() {
    assertThat(feed("1\r\nx\r\n" + LAST + "GET", true).rest()).isEqualTo("GET");
    assertThat(feed("0\r\nX: 1\r\n\r\nGET", true).rest()).isEqualTo("GET");
  }

  @Test
  void isNotCompleteBeforeItsLastLine() {
    assertThat(feed("1\r\nx\r\n0\r\n", true).complete()).isFalse();
    assertThat(feed("1\r\nx\r\n0\r\nX: 1\r\n", true).complete()).isFalse();
  }

  @Test
  void isNotCompletedByTheSendersEnd() {
    ContentFeed.Fed fed =
        ContentFeed.feedAndEnd(
            new ChunkedReader(true), Cuts.whole("1\r\nx\r\n".getBytes(ISO_8859_1)));

    assertThat(fed.complete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"000000000000005, ok", "0000000000000005, refused", "7fffffffffffffff, refused"})
  void takesAsManyDigitsAsCannotOverflow(String digits, String verdict) {
    String problem = feed(digits + "\r\nhello\r\n" + LAST, true).problem();

    assertThat(problem == null ? "ok" : "refused").isEqualTo(verdict);
  }

  @Test
  void takesTheLargestSize() {
    assertThat(feed("fffffffffffffff\r\nx", true))
        .isEqualTo(new ContentFeed.Fed("fffffffffffffff\r\nx", null, false, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ";a", " 5", "5 ", "5 ;a", "+5", "-5", "0x5", "5h", "5,5", "\u0665", "\u00b2"})
  void refusesASizeThatIsNone(String size) {
    assertThat(feed(size + "\r\nhello\r\n", true).problem())
        .startsWith("a chunk's size is not a hexadecimal number")
        .endsWith(" 15 digits");
  }

  @ParameterizedTest
  @ValueSource(ints = {ChunkedReader.MAX_LINE - 1, ChunkedReader.MAX_LINE})
  void takesALineUpToItsLimit(int length) {
    assertThat(feed("1;" + "e".repeat(length - 2) + "\r\nx\r\n", true).out())
        .isEqualTo("1\r\nx\r\n");
  }

  @Test
  void refusesALineAboveItsLimitBeforeItEnds() {
    assertThat(feed("1;" + "e".repeat(ChunkedReader.MAX_LINE - 2), true).problem()).isNull();
    assertThat(feed("1;" + "e".repeat(ChunkedReader.MAX_LINE - 1), true).problem())
        .isEqualTo("a chunk's size and extensions are longer than 256 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5\nhello", "5\r\r\n", "5;\0\r\n", "5;\u001b\r\n", "\n"})
  void refusesALineThatDoesNotEndInCrLf(String text) {
    assertThat(feed(text, true).problem()).isEqualTo("a chunk's size does not end in CRLF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3\r\nabcd\r\n", "3\r\nabc\n", "3\r\nabc\rx", "3\r\nabc0\r\n"})
  void refusesAChunkThatIsLongerThanItSays(String text) {
    assertThat(feed(text, true).problem()).isEqualTo("a chunk is longer than its size");
  }

  private static void assertPassedOn(String text, Function<String, String> expected) {
    assertThat(feed(text, true))
        .isEqualTo(new ContentFeed.Fed(expected.apply(text), null, true, ""));
  }

  private static ContentFeed.Fed feed(String text, boolean inChunks) {
    return ContentFeed.feed(new ChunkedReader(inChunks), Cuts.whole(text.getBytes(ISO_8859_1)));
  }
}
