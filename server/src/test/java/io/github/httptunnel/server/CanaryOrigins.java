package io.github.httptunnel.server;

import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.util.List;

/**
 * Web servers of one run, whose every word must not be seen.
 *
 * @param teller answers
 * @param liar answers in no protocol
 * @param breaker breaks its answer's framing
 * @param listener never answers
 */
record CanaryOrigins(
    ScriptedPeer teller, ScriptedPeer liar, ScriptedPeer breaker, ScriptedPeer listener)
    implements AutoCloseable {

  static CanaryOrigins start(Canaries words) {
    String head =
        "HTTP/1.1 200 %s\r\nSet-Cookie: id=%s\r\n"
            .formatted(
                words.word(Canary.REASON_OF_AN_ANSWER), words.word(Canary.FIELD_OF_AN_ANSWER));
    String content = words.word(Canary.CONTENT_OF_AN_ANSWER);
    return new CanaryOrigins(
        answering(head + "Content-Length: " + content.length() + "\r\n\r\n" + content),
        answering(words.word(Canary.WORDS_THAT_ARE_NO_ANSWER) + "\r\n\r\n"),
        answering(head + "Transfer-Encoding: chunked\r\n\r\n" + content + "\r\n"),
        ScriptedPeer.start(new PeerAction.ReadToEnd()));
  }

  List<Integer> ports() {
    return List.of(80, teller.port(), liar.port(), breaker.port(), listener.port());
  }

  @Override
  public void close() {
    List.of(teller, liar, breaker, listener).forEach(ScriptedPeer::close);
  }

  private static ScriptedPeer answering(String answer) {
    return ScriptedPeer.start(
        new PeerAction.ReadHead(), new PeerAction.Write(answer), new PeerAction.ReadToEnd());
  }
}
