package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeptTargetsTest {

  private static final Target A = new Target(new Host.Name("a.example"), 80);
  private static final Target B = new Target(new Host.Name("a.example"), 81);

  private final List<Wire> wires = new ArrayList<>();
  private final KeptTargets kept = new KeptTargets(2, Duration.ofSeconds(30));

  @AfterEach
  void close() {
    wires.forEach(Wire::close);
  }

  @Test
  void givesAConnectionToItsTargetOnly() {
    Wire a = keep(A);

    assertThat(kept.take(B)).isNull();
    assertThat(channel(kept.take(A))).isSameAs(a.channel());
  }

  @Test
  void givesAConnectionOnce() {
    keep(A);

    assertThat(kept.take(A)).isNotNull();
    assertThat(kept.take(A)).isNull();
  }

  @Test
  void givesTheConnectionThatWasUsedLast() {
    Wire first = keep(A);
    Wire second = keep(A);

    assertThat(channel(kept.take(A))).isSameAs(second.channel());
    assertThat(channel(kept.take(A))).isSameAs(first.channel());
  }

  @Test
  void closesWhatIsTooMany() {
    keep(A);
    Wire last = keep(B);
    Wire tooMany = keep(B);

    assertThat(last.channel().isOpen()).isTrue();
    assertThat(tooMany.channel().isOpen()).isFalse();
  }

  @Test
  void keepsNothingIfItMayNot() {
    Wire wire = wire();

    new KeptTargets(0, Duration.ofSeconds(30)).keep(A, null, wire.channel());

    assertThat(wire.channel().isOpen()).isFalse();
  }

  @Test
  void keepsNothingThatIsClosed() {
    Wire wire = wire();
    wire.channel().close();

    kept.keep(A, null, wire.channel());

    assertThat(kept.take(A)).isNull();
  }

  @Test
  void closesWhatNobodyUsesInTime() {
    Wire wire = keep(A);

    wire.advanceMillis(29_999);
    assertThat(wire.channel().isOpen()).isTrue();

    wire.advanceMillis(1);
    assertThat(wire.channel().isOpen()).isFalse();
  }

  @Test
  void leavesAConnectionInUseAlone() {
    Wire wire = keep(A);
    kept.take(A);

    wire.advanceMillis(60_000);

    assertThat(wire.channel().isOpen()).isTrue();
  }

  @Test
  void asksToBeToldOfAConnectionsEnd() {
    assertThat(keep(A).reads()).isEqualTo(1);
  }

  @Test
  void forgetsAConnectionThatIsGone() {
    Wire wire = keep(A);

    kept.forget(wire.channel());

    assertThat(kept.take(A)).isNull();
    assertThat(wire.channel().hasPendingTasks()).isFalse();
  }

  @Test
  void forgetsNothingElse() {
    keep(A);

    kept.forget(wire().channel());

    assertThat(kept.take(A)).isNotNull();
  }

  @Test
  void closesAll() {
    Wire a = keep(A);
    Wire b = keep(B);

    kept.close();

    assertThat(a.channel().isOpen()).isFalse();
    assertThat(b.channel().isOpen()).isFalse();
    assertThat(kept.take(A)).isNull();
  }

  private Wire keep(Target target) {
    Wire wire = wire();
    kept.keep(target, null, wire.channel());
    return wire;
  }

  private Wire wire() {
    Wire wire = new Wire();
    wires.add(wire);
    return wire;
  }

  private static @Nullable Channel channel(KeptTargets.@Nullable Kept taken) {
    return taken == null ? null : taken.channel();
  }
}
