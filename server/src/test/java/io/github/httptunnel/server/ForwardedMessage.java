package io.github.httptunnel.server;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Placeholders;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.testkit.RecorderPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request and its answer, each as it comes to the proxy and as it leaves it: every byte, as
 * Latin-1.
 *
 * @param sent what the client sends
 * @param forwarded what the target gets
 * @param answer what the target sends
 * @param received what the client gets
 * @param targetEnds whether the target finishes with its answer
 * @param closes whether the proxy closes the client's connection then
 */
record ForwardedMessage(
    String name,
    String sent,
    String forwarded,
    String answer,
    String received,
    boolean targetEnds,
    boolean closes) {

  private static final String SENT = "GET http://{{ORIGIN}}/ HTTP/1.1\r\nHost: {{ORIGIN}}\r\n\r\n";
  private static final String FORWARDED =
      "GET / HTTP/1.1\r\nHost: {{ORIGIN}}\r\nVia: 1.1 proxy\r\n\r\n";
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String RECEIVED =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nVia: 1.1 proxy\r\n\r\nok";

  /** Only bounds a failure: what is received comes at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** All that are written out in the file; what one does not say is the usual. */
  static List<ForwardedMessage> read(Path file) {
    return JsonMapper.shared().readTree(file).valueStream().map(ForwardedMessage::of).toList();
  }

  private static ForwardedMessage of(JsonNode node) {
    return new ForwardedMessage(
        node.get("name").asString(),
        node.path("sent").asString(SENT),
        node.path("forwarded").asString(FORWARDED),
        node.path("answer").asString(ANSWER),
        node.path("received").asString(RECEIVED),
        node.path("target_ends").asBoolean(false),
        node.path("closes").asBoolean(false));
  }

  /** The same for the target at that authority, whose length is that of any other. */
  ForwardedMessage at(String authority) {
    Placeholders origin = new Placeholders(Map.of("ORIGIN", authority));
    return new ForwardedMessage(
        name, origin.fill(sent), origin.fill(forwarded), answer, received, targetEnds, closes);
  }

  /** A target that answers when it has got as much as it should. */
  RecorderPeer target() {
    int length = at("127.0.0.1:12345").forwarded.length();
    return targetEnds
        ? RecorderPeer.endingAt(length, answer)
        : RecorderPeer.answeringAt(length, answer);
  }

  /** As much as should come, or less if no more comes. */
  String receivedBy(RawClient client) {
    StringBuilder all = new StringBuilder();
    Received next;
    do {
      next = client.receive(PATIENCE);
      all.append(next.text());
    } while (all.length() < received.length() && !next.text().isEmpty());
    return all.toString();
  }

  /** How the client's connection should be then. */
  Ending ending() {
    return closes ? Ending.FIN : Ending.OPEN;
  }

  @Override
  public String toString() {
    return name;
  }
}
