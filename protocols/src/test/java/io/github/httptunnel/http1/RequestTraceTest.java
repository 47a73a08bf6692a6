package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.TraceContext;
import org.junit.jupiter.api.Test;

/** Where a request says which trace it belongs to. */
final class RequestTraceTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String FIELD = "00-" + TRACE + "-" + PARENT + "-01\r\n";

  @Test
  void isFoundWhateverTheCaseOfTheFieldsNames() {
    assertThat(Heads.head(Heads.connect("TraceParent: " + FIELD + "TRACESTATE: a=1\r\n")).trace())
        .isEqualTo(new TraceContext(TRACE, PARENT, 1, "a=1"));
  }

  @Test
  void isNoneIfTwoFieldsSayIt() {
    assertThat(Heads.head(Heads.connect("traceparent: " + FIELD + "Traceparent: " + FIELD)).trace())
        .isNull();
  }

  @Test
  void isNoneIfTheFieldIsMalformedAndTheRequestStandsAllTheSame() {
    assertThat(Heads.head(Heads.connect("traceparent: canary\r\n")).trace()).isNull();
  }

  @Test
  void isNoneIfThereIsNoField() {
    assertThat(Heads.head(Heads.connect("tracestate: a=1\r\n")).trace()).isNull();
  }
}
