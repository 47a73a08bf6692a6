package io.github.httptunnel.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Content of a known length, and content that ends with its sender. */
final class PlainContentTest {

  @Test
  void isCompleteWithoutAnyBytesIfItHasNone() {
    assertThat(new LengthReader(0).isComplete()).isTrue();
  }

  @Test
  void takesNoMoreThanItsLength() {
    ContentFeed.Fed fed = ContentFeed.feed(new LengthReader(3), Cuts.whole(bytes("abcdef")));

    assertThat(fed).isEqualTo(new ContentFeed.Fed("abc", null, true, "def"));
  }

  @Test
  void takesItsLengthInAnyNumberOfReads() {
    ContentFeed.Fed fed = ContentFeed.feed(new LengthReader(3), Cuts.bytes(bytes("abcdef")));

    assertThat(fed).isEqualTo(new ContentFeed.Fed("abc", null, true, "def"));
  }

  @Test
  void isNotCompleteOneByteBelowItsLength() {
    ContentFeed.Fed fed = ContentFeed.feedAndEnd(new LengthReader(3), Cuts.whole(bytes("ab")));

    assertThat(fed).isEqualTo(new ContentFeed.Fed("ab", null, false, ""));
  }

  @Test
  void takesLengthsThatNoBufferCouldHold() {
    LengthReader reader = new LengthReader(Long.MAX_VALUE);

    assertThat(ContentFeed.feed(reader, Cuts.whole(bytes("abc"))).out()).isEqualTo("abc");
    assertThat(reader.isComplete()).isFalse();
  }

  @Test
  void putsWhatEndsWithItsSenderIntoChunks() {
    byte[] bytes = bytes("0123456789abcdef");
    ContentFeed.Fed fed = ContentFeed.feedAndEnd(new UntilEndReader(true), Cuts.two(bytes, 10));

    assertThat(fed.out()).isEqualTo("a\r\n0123456789\r\n6\r\nabcdef\r\n0\r\n\r\n");
    assertThat(fed.complete()).isTrue();
  }

  @Test
  void writesNoEmptyChunkBeforeTheEnd() {
    byte[] nothing = bytes("");
    ContentFeed.Fed fed = ContentFeed.feedAndEnd(new UntilEndReader(true), Cuts.whole(nothing));

    assertThat(fed.out()).isEqualTo("0\r\n\r\n");
  }

  @Test
  void passesWhatEndsWithItsSenderOnAsItIsToHttp10() {
    ContentFeed.Fed fed =
        ContentFeed.feedAndEnd(new UntilEndReader(false), Cuts.bytes(bytes("abc")));

    assertThat(fed).isEqualTo(new ContentFeed.Fed("abc", null, true, ""));
  }

  @Test
  void isNotCompleteBeforeItsSenderEnds() {
    assertThat(ContentFeed.feed(new UntilEndReader(true), Cuts.whole(bytes("abc"))).complete())
        .isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
