package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.HopByHop;
import io.github.httptunnel.http.Via;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a server gets of a request, and whether it means the same there. */
final class ForwardedRequest {

  static final Via VIA = new Via("here");

  private static final Set<String> REWRITTEN =
      Set.of("host", "content-length", "expect", "max-forwards", "via");

  private final PlainRequest asked;
  private final ContentFeed.Fed content;
  private final String head;

  /**
   * @param content what was passed on of its content
   */
  ForwardedRequest(PlainRequest asked, ContentFeed.Fed content) {
    this.asked = asked;
    this.content = content;
    this.head = text(asked.forServer(VIA, false));
  }

  /** Compares with the request as it came. */
  void checkAgainst(List<ByteBuf> received) {
    ContentFeed.Fed bare = read(received).content();
    checkAsAServerWould(bare);
    if (asked.head().fields().size() < RequestGrammar.MAX_FIELDS - 4
        && head.length() <= RequestGrammar.MAX_HEAD) {
      checkAsWeWould(bare);
    }
  }

  private void checkAsAServerWould(ContentFeed.Fed bare) {
    TinyReader server = TinyReader.read(head + content.out(), true, false);
    assertThat(server.hasCleanLines()).isTrue();
    assertThat(server.framingFields()).isLessThanOrEqualTo(1);
    assertThat(server.startLine())
        .isEqualTo(asked.head().method() + " " + asked.form().originForm() + " HTTP/1.1");
    assertThat(server.content()).isEqualTo(bare.out());
    assertThat(server.complete()).isEqualTo(content.complete());
  }

  private void checkAsWeWould(ContentFeed.Fed bare) {
    MessageFeed.Fed<RequestHead> again = read(List.of(Wire.bytes(head + content.out())));
    assertThat(again.refusal()).isNull();
    assertThat(again.message().method()).isEqualTo(asked.head().method());
    assertThat(kept(again.message())).isEqualTo(kept(asked.head()));
    assertThat(Framing.of(again.message())).isEqualTo(asked.framing());
    assertThat(again.content())
        .isEqualTo(new ContentFeed.Fed(bare.out(), null, content.complete(), ""));
    checkTarget(again.message());
  }

  private void checkTarget(RequestHead again) {
    String host =
        again.fields().stream()
            .filter(f -> f.is("Host"))
            .map(Field::value)
            .findFirst()
            .orElseThrow();
    String path = again.target().equals("*") ? "" : again.target();
    AbsoluteForm.Parsed parsed = AbsoluteForm.parse(again.method(), "http://" + host + path);
    assertThat(parsed).isEqualTo(new AbsoluteForm.Parsed.Valid(asked.form()));
  }

  /** The fields that nobody on the way has a say in. */
  private static List<Field> kept(RequestHead head) {
    List<Field> kept = new ArrayList<>(HopByHop.strip(head.fields()));
    kept.removeIf(field -> REWRITTEN.stream().anyMatch(field::is));
    return kept;
  }

  /** Reads the content without its chunks. */
  private static MessageFeed.Fed<RequestHead> read(List<ByteBuf> reads) {
    return MessageFeed.feed(
        HeadReader.ofRequest(), head -> head, head -> bare(Framing.of(head)), reads, false);
  }

  private static ContentReader bare(Framing framing) {
    return switch (framing) {
      case Framing.Chunked() -> new ChunkedReader(false);
      case Framing.Length(long bytes) -> new LengthReader(bytes);
      default -> new LengthReader(0);
    };
  }

  static String text(ByteBuf bytes) {
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    bytes.release();
    return text;
  }
}
