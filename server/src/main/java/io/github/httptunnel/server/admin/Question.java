package io.github.httptunnel.server.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who may ask wants to know.
 *
 * @param host by which name and port the listener was asked
 * @param parameter the last segment of the path, if the page has a parameter; else empty
 * @param query what stands behind the question mark
 * @param accept which types are wanted; absent: any
 * @param known the tag of what the client has already; absent: it has nothing
 */
public record Question(
    String host, String parameter, Query query, @Nullable String accept, @Nullable String known) {

  static Question of(HttpExchange exchange, String parameter) {
    Headers fields = exchange.getRequestHeaders();
    return new Question(
        Objects.requireNonNullElse(fields.getFirst("Host"), ""),
        parameter,
        Query.of(exchange.getRequestURI().getRawQuery()),
        fields.getFirst("Accept"),
        fields.getFirst("If-None-Match"));
  }

  /** Whether plain text is wanted rather than anything else. */
  public boolean wantsText() {
    return accept != null && accept.startsWith("text/plain");
  }
}
