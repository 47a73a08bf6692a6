package io.github.httptunnel.testkit;

/**
 * A response found in what a connection brought.
 *
 * @param head its head
 * @param body its body with the framing taken off; for an accepted CONNECT all that came later
 * @param complete whether the body came to the end that its framing announced
 */
public record HttpResponse(HttpHead head, String body, boolean complete) {

  /** The status code. */
  public int status() {
    return head.status();
  }
}
