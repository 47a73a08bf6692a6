package io.github.httptunnel.testkit;

import java.util.List;

/**
 * All that is known after an input was played.
 *
 * @param observed what the client saw
 * @param upstreamConnects connections that the program under test made to targets
 * @param originRequests requests that reached an origin
 * @param log what the program under test has written to its logs
 */
public record Evidence(
    Observed observed, int upstreamConnects, List<OriginRequest> originRequests, String log) {

  /** Copies the list. */
  public Evidence {
    originRequests = List.copyOf(originRequests);
  }

  /** The requests that came to their announced end. */
  List<OriginRequest> completeRequests() {
    return originRequests.stream().filter(OriginRequest::complete).toList();
  }

  /** Every byte of every request's head, and its body. */
  String originText() {
    StringBuilder text = new StringBuilder();
    originRequests.forEach(request -> text.append(request.head().raw()).append(request.body()));
    return text.toString();
  }

  /** Whether the peer closed without a byte of an answer. */
  boolean silentlyClosed() {
    return observed.ending().byPeer() && observed.bytes().isEmpty();
  }
}
