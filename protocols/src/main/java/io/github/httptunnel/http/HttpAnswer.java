package io.github.httptunnel.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when it is refused, in the terms that all versions of HTTP share.
 *
 * @param status as in RFC 9110 §15
 * @param reason the status in words
 * @param error the error type of RFC 9209 §2.3; absent when the proxy answers in its own right
 * @param rcode the DNS response code for {@code dns_error} (RFC 9209 §2.3.2)
 * @param words one paragraph for a person; holds nothing of the client's
 * @param fields further header fields
 */
public record HttpAnswer(
    int status,
    String reason,
    @Nullable String error,
    @Nullable String rcode,
    String words,
    List<Field> fields) {

  /** Copies the list. */
  public HttpAnswer {
    fields = List.copyOf(fields);
  }

  /** The value of {@code Proxy-Status}. */
  public String proxyStatus() {
    if (error == null) {
      return "http-tunnel";
    }
    String code = rcode == null ? "" : "; rcode=\"" + rcode + "\"";
    return "http-tunnel; error=" + error + code + "; details=\"" + details() + "\"";
  }

  private String details() {
    int end = words.indexOf(". ");
    String first = end < 0 ? words : words.substring(0, end + 1);
    return first.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
