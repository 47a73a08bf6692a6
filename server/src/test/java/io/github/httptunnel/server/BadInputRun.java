package io.github.httptunnel.server;

import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputPlayer;
import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.Observed;
import io.github.httptunnel.testkit.Placeholders;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Plays entries, each on a server of its own, and looks after each whether all is well. */
record BadInputRun(NamedTargets named, TunnelObserver log) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WARM_UP = 3;
  private static final int MEASURED = 3;
  private static final int MEASURED_IF_LONG = 2;
  private static final Duration LONG = Duration.ofSeconds(1);

  // The catalogue says 1 s, of a machine that does nothing else.
  private static final Duration SERVED_WITHIN = Duration.ofSeconds(3);

  Played play(BadInput entry) {
    try (BadInputStage stage = BadInputStage.open(entry, named, log)) {
      return play(entry, stage);
    }
  }

  /**
   * The same for an entry whose cost counts, and it alone: first until its code is loaded, then
   * without the leak detector, which writes down each touch of a buffer. Of some plays the cheapest
   * counts, as now and then the allocator takes a large piece for all that come later. What takes
   * long needs fewer: most of this happens within one play.
   */
  Played playWarm(BadInput entry) {
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    try (BadInputStage stage = BadInputStage.open(entry, named, log)) {
      boolean isLong = play(entry, stage).observed().last().compareTo(LONG) > 0;
      for (int i = 1; i < WARM_UP && !isLong; i++) {
        play(entry, stage);
      }
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
      return Stream.generate(() -> play(entry, stage))
          .limit(isLong ? MEASURED_IF_LONG : MEASURED)
          .min(Comparator.comparingLong(Played::memory))
          .orElseThrow();
    } finally {
      ResourceLeakDetector.setLevel(level);
    }
  }

  private static Played play(BadInput entry, BadInputStage stage) {
    Placeholders placeholders = stage.placeholders();
    int connects = stage.connects();
    LoopCost before = LoopCost.now();
    Observed observed = observe(entry, placeholders, stage);
    long over = System.nanoTime();
    List<String> troubles = new ArrayList<>();
    boolean idle = holds(() -> stage.server().server().live() == 0);
    Duration released = Duration.ofNanos(System.nanoTime() - over);
    LoopCost cost = LoopCost.now().since(before);
    long pending = pendingDials(stage);
    if (!idle) {
      troubles.add("a request is held for ever");
    }
    if (stage.server().hasFaults()) {
      troubles.add("a fault of the program");
    }
    if (!stage.servesAGoodClient(SERVED_WITHIN)) {
      troubles.add("a good client is not served");
    }
    return new Played(
        entry,
        placeholders,
        observed,
        stage.connects() - connects,
        stage.origin().requests(),
        stage.ended(),
        released,
        pending,
        cost,
        troubles);
  }

  private static Observed observe(BadInput entry, Placeholders placeholders, BadInputStage stage) {
    try (RawClient client = stage.connect()) {
      return BadInputPlayer.with(placeholders).play(entry, client);
    }
  }

  private static long pendingDials(BadInputStage stage) {
    BlackholePort blackhole = stage.blackhole();
    if (blackhole == null) {
      return 0;
    }
    int port = blackhole.address().getPort();
    return holds(() -> TcpTable.dialing(port) == 0) ? 0 : TcpTable.dialing(port);
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
