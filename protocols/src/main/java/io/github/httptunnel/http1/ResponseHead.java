package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.HopByHop;
import java.util.List;

/**
 * The head of an HTTP/1 response, grammatically sound.
 *
 * @param minorVersion of HTTP/1
 * @param status 100 to 999
 * @param reason may be empty
 * @param fields in the order they came
 */
record ResponseHead(int minorVersion, int status, String reason, List<Field> fields) {

  private static final int SWITCHING_PROTOCOLS = 101;

  /** Whether another response to the same request follows (RFC 9110 §15.2). */
  boolean isInterim() {
    return status < 200 && status != SWITCHING_PROTOCOLS;
  }

  /** Whether the connection speaks another protocol from here on. */
  boolean switchesProtocols() {
    return status == SWITCHING_PROTOCOLS;
  }

  /** Whether the other protocol is WebSocket (RFC 6455 §4.2.2). */
  boolean isWebSocket() {
    return Field.has(fields, "Upgrade", "websocket") && HopByHop.named(fields).contains("upgrade");
  }
}
