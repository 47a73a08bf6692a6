package io.github.httptunnel.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Inbound;
import io.github.httptunnel.answer.RecordingSink;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Target;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FixedTargetNegotiatorTest {

  private final Target target = new Target(new Host.Name("fixed.example"), 5432);
  private final FixedTargetNegotiator negotiator = new FixedTargetNegotiator(target);
  private final Wire wire = new Wire();
  private final EmbeddedChannel channel = wire.channel();
  private final RecordingSink sink = new RecordingSink();
  private final ClientInfo client = wire.client();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void asksForItsTargetAtOnce() {
    assertThat(install().request().target()).isEqualTo(target);
  }

  @Test
  void countsTheTimeSinceAccept() {
    wire.advanceMillis(7);

    assertThat(install().negotiated()).isEqualTo(Duration.ofMillis(7));
  }

  @Test
  void writesNothingWhenItIsAccepted() {
    Negotiation negotiation = install();

    assertThat(negotiation.accept().isSuccess()).isTrue();
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void relaysWhatCameBeforeTheTargetWasThere() {
    Negotiation negotiation = install();
    Inbound relay = new Inbound();
    channel.pipeline().addLast(relay);
    wire.receive("early");
    wire.receiveEnd();

    negotiation.accept();

    assertThat(relay.seen()).isEqualTo("early|");
  }

  @Test
  void closesWithoutAWordWhenItIsRefused() {
    Negotiation negotiation = install();
    wire.receive("early");

    negotiation.refuse(new Refusal.Unreachable(Refusal.Unreachable.Cause.REFUSED));

    assertThat(wire.sent()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void noticesAClientThatLeaves() {
    Negotiation negotiation = install();

    channel.close();

    assertThat(negotiation.abandoned().isSuccess()).isTrue();
    assertThat(sink.failures()).isEmpty();
  }

  @Test
  void hasAName() {
    assertThat(negotiator.name()).isEqualTo("tcp");
  }

  private Negotiation install() {
    negotiator.install(channel, client, sink);
    assertThat(sink.opened()).hasSize(1);
    return sink.opened().getFirst();
  }
}
