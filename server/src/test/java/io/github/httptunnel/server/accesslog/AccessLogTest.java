package io.github.httptunnel.server.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.accesslog.LogConfig.Level;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @Test
  void saysNothingOfATunnelAtInfo() throws IOException {
    assertThat(logged(Level.INFO, Requests.ended())).isEmpty();
  }

  @Test
  void saysOneLineOfATunnelAtDebug() throws IOException {
    assertThat(logged(Level.DEBUG, Requests.ended()))
        .endsWith(
            "DEBUG Tunnel 000000000000000100000000000000ff closed by the client: end_of_stream,"
                + " 517 bytes upstream, 5000000000 bytes downstream\n")
        .hasLineCount(1);
  }

  @Test
  void saysAtDebugWhyARequestWasRefused() throws IOException {
    Outcome refused = new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT);
    assertThat(logged(Level.DEBUG, new TunnelEvent.Closed(Requests.nothing(refused))))
        .contains(" refused in phase admit: draining, 0 bytes upstream, 0 bytes downstream");
  }

  @Test
  void saysAtDebugWhereARequestWasAbandoned() throws IOException {
    Outcome abandoned = new Outcome.Abandoned(Phase.CONNECT);
    assertThat(logged(Level.DEBUG, new TunnelEvent.Closed(Requests.nothing(abandoned))))
        .contains(" abandoned in phase connect, ");
  }

  @Test
  void reportsAFaultWithoutItsMessage() throws IOException {
    TunnelEvent fault =
        new TunnelEvent.Faulted(Phase.RELAY, new IllegalStateException("192.0.2.77"));
    assertThat(logged(Level.ERROR, fault))
        .contains(
            "ERROR Fault of this program in phase relay: java.lang.IllegalStateException at"
                + " io.github.httptunnel.server.accesslog.AccessLogTest:")
        .doesNotContain("192.0.2.77");
  }

  private String logged(Level level, TunnelEvent event) throws IOException {
    LogConfig config =
        new LogConfig(
            level,
            LogConfig.Format.TEXT,
            LogConfig.RecordTemplate.DEFAULT,
            false,
            false,
            null,
            65_536,
            2);
    try (Logs logs = LogSetup.start(config, false, stderr)) {
      logs.accessLog().on(event);
    }
    return stderr.toString(UTF_8);
  }
}
