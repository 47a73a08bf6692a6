package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.HopByHop;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TraceContext;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1 request, grammatically sound.
 *
 * @param method a token, case kept
 * @param target printable ASCII without spaces
 * @param minorVersion of HTTP/1
 * @param fields in the order they came
 */
record RequestHead(String method, String target, int minorVersion, List<Field> fields) {

  /** Whether the client's connection may serve another request (RFC 9112 §9.3). */
  boolean mayPersist() {
    return minorVersion > 0 && !HopByHop.named(fields).contains("close");
  }

  /** Whether the client asks for {@code 100 Continue} before it sends its content. */
  boolean expectsContinue() {
    return minorVersion > 0 && Field.has(fields, "Expect", "100-continue");
  }

  /** Whether it asks to go on as a WebSocket (RFC 6455 §4.1). */
  boolean asksForWebSocket() {
    return method.equals("GET")
        && minorVersion > 0
        && Field.has(fields, "Upgrade", "websocket")
        && HopByHop.named(fields).contains("upgrade");
  }

  /** The tunnel that a CONNECT asks for. */
  TunnelRequest tunnel(Target target, ClientInfo client) {
    return new TunnelRequest(target, client, TunnelRequest.Kind.TUNNEL, client.user(), trace());
  }

  /** Which trace it belongs to (W3C Trace Context §3); absent if it says nothing that is sound. */
  @Nullable TraceContext trace() {
    List<String> parents = Field.values(fields, "traceparent");
    return parents.isEmpty() ? null : TraceContext.of(parents, Field.values(fields, "tracestate"));
  }
}
