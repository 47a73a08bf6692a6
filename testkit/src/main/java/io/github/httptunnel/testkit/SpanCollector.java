package io.github.httptunnel.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * A collector of traces: an HTTP origin that takes OTLP in protobuf at {@code /v1/traces} and keeps
 * what came, taken apart and byte for byte.
 */
public final class SpanCollector implements AutoCloseable {

  private static final String PATH = "/v1/traces";

  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;

  private final HttpOrigin origin;

  private SpanCollector(HttpOrigin origin) {
    this.origin = origin;
  }

  /** Starts one on a free port. */
  public static SpanCollector start() {
    return new SpanCollector(HttpOrigin.start().serve(PATH, ""));
  }

  /** Where it takes spans. */
  public String endpoint() {
    return "http://" + origin.authority() + PATH;
  }

  /** The requests so far. */
  public List<OriginRequest> requests() {
    return origin.requests();
  }

  /** All bytes of all requests, as Latin-1. */
  public String text() {
    StringBuilder all = new StringBuilder();
    requests().forEach(request -> all.append(request.head().raw()).append(request.body()));
    return all.toString();
  }

  /** The spans so far, of requests that came whole. */
  public List<ReceivedSpan> spans() {
    return requests().stream()
        .filter(OriginRequest::complete)
        .map(request -> ProtoMessage.parse(request.body().getBytes(StandardCharsets.ISO_8859_1)))
        .flatMap(message -> message.messages(RESOURCE_SPANS).stream())
        .flatMap(resource -> resource.messages(SCOPE_SPANS).stream())
        .flatMap(scope -> scope.messages(SPANS).stream())
        .map(ReceivedSpan::of)
        .toList();
  }

  /** Waits for that many spans of which this is true, and returns all such. */
  public List<ReceivedSpan> awaitSpans(int count, Predicate<ReceivedSpan> of) {
    origin.stats().await(count + " spans", () -> spans().stream().filter(of).count() >= count);
    return spans().stream().filter(of).toList();
  }

  @Override
  public void close() {
    origin.close();
  }
}
