package io.github.httptunnel.testkit;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A span as a collector got it.
 *
 * @param traceId in lower-case hexadecimal digits
 * @param spanId likewise
 * @param parentId likewise; empty if it begins its trace
 * @param state its {@code tracestate}
 * @param name what was done
 * @param kind 1 internal, 2 server, 3 client
 * @param begin nanoseconds since 1970
 * @param end likewise
 * @param attributes texts and whole numbers, as text
 * @param isError whether its status says so
 */
public record ReceivedSpan(
    String traceId,
    String spanId,
    String parentId,
    String state,
    String name,
    long kind,
    long begin,
    long end,
    Map<String, String> attributes,
    boolean isError) {

  private static final long SERVER = 2;
  private static final long ERROR = 2;

  /** Whether it is that of a whole tunnel. */
  public boolean isServer() {
    return kind == SERVER;
  }

  /** An attribute; empty if there is no such. */
  public String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }

  /** By the numbers of {@code opentelemetry/proto/trace/v1/trace.proto}. */
  static ReceivedSpan of(ProtoMessage span) {
    Map<String, String> attributes = new HashMap<>();
    span.messages(9).forEach(pair -> attributes.put(pair.text(1), value(pair.message(2))));
    return new ReceivedSpan(
        HexFormat.of().formatHex(span.bytes(1)),
        HexFormat.of().formatHex(span.bytes(2)),
        HexFormat.of().formatHex(span.bytes(4)),
        span.text(3),
        span.text(5),
        span.number(6),
        span.number(7),
        span.number(8),
        Map.copyOf(attributes),
        span.message(15).number(3) == ERROR);
  }

  private static String value(ProtoMessage any) {
    return any.has(1) ? any.text(1) : Long.toString(any.number(3));
  }
}
