package io.github.httptunnel.http1;

import static io.github.httptunnel.http1.ForwardedRequest.VIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.HopByHop;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client gets of a response, and whether it means the same there.
 *
 * @param response as it came
 * @param method of the request
 * @param clientVersion the minor version that the client speaks
 */
record ForwardedResponse(PlainResponse response, String method, int clientVersion) {

  /** Whether it is a response that ends an exchange, and can be passed on. */
  static boolean isFinal(PlainResponse response) {
    return !response.head().isInterim()
        && !response.head().switchesProtocols()
        && !(response.framing() instanceof Framing.Faulty)
        && !(response.framing() instanceof Framing.UnknownCoding);
  }

  /** Checks the head of a response with another one behind it. */
  static void checkInterim(PlainResponse response) {
    String head = ForwardedRequest.text(response.interim(VIA));
    TinyReader client = TinyReader.read(head, false, false);
    assertThat(client.hasCleanLines()).isTrue();
    assertThat(client.framingFields()).isZero();
    assertThat(head).endsWith("\r\n\r\n").containsOnlyOnce("\r\n\r\n");
  }

  /**
   * Compares with the response as it came.
   *
   * @param passedOn its content, as the client gets it
   * @param bare its content, without chunks
   */
  void check(ContentFeed.Fed passedOn, ContentFeed.Fed bare) {
    String head = ForwardedRequest.text(response.forClient(VIA, clientVersion, clientVersion == 0));
    checkAsAClientWould(head + passedOn.out(), bare);
    if (response.head().fields().size() < ResponseGrammar.MAX_FIELDS - 4
        && head.length() <= ResponseGrammar.MAX_HEAD) {
      checkAsWeWould(head + passedOn.out(), bare);
    }
  }

  private void checkAsAClientWould(String message, ContentFeed.Fed bare) {
    TinyReader client = TinyReader.read(message, hasContent(), true);
    assertThat(client.hasCleanLines()).isTrue();
    assertThat(client.framingFields()).isLessThanOrEqualTo(1);
    assertThat(client.startLine())
        .isEqualTo("HTTP/1.1 " + response.head().status() + " " + response.head().reason());
    assertThat(client.content()).isEqualTo(bare.out());
    assertThat(client.complete()).isEqualTo(bare.complete() || isOpenEnded());
  }

  private void checkAsWeWould(String message, ContentFeed.Fed bare) {
    MessageFeed.Fed<PlainResponse> again =
        MessageFeed.feed(
            HeadReader.ofResponse(),
            head -> new PlainResponse(head, Framing.of(head, method)),
            forwarded -> forwarded.content(0),
            List.of(Wire.bytes(message)),
            true);
    assertThat(again.refusal()).isNull();
    assertThat(kept(again.message().head())).isEqualTo(kept(response.head()));
    assertThat(again.content())
        .isEqualTo(new ContentFeed.Fed(bare.out(), null, bare.complete() || isOpenEnded(), ""));
  }

  private boolean hasContent() {
    return !method.equals("HEAD") && !Framing.WITHOUT_CONTENT.contains(response.head().status());
  }

  /** Whether its end cannot be told from a break: then the connection is broken off, not ended. */
  private boolean isOpenEnded() {
    return clientVersion == 0 && response.framing() instanceof Framing.Chunked;
  }

  private List<Field> kept(ResponseHead head) {
    List<Field> kept = new ArrayList<>(HopByHop.strip(head.fields()));
    kept.removeIf(f -> f.is("Via") || (f.is("Content-Length") && head.status() == 204));
    return kept;
  }
}
