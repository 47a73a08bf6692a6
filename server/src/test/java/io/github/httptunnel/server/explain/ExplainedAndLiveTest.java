package io.github.httptunnel.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.connect.Resolver;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is explained is what the engine does, whatever the rules and the request. */
class ExplainedAndLiveTest {

  private static final int BOOKS = 500;
  private static final int REQUESTS = 20;
  private static final long SEED = 20;

  private enum Met {
    ALLOWED,
    BY_NAME,
    BY_ADDRESS,
    NOWHERE
  }

  @Test
  void anExplanationIsTheDecisionOfTheEngine() {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    try {
      assertThat(compare(group.next()))
          .as("every kind of decision is met often")
          .hasSize(Met.values().length)
          .allSatisfy((_, count) -> assertThat(count).isGreaterThan(200));
    } finally {
      group.shutdownGracefully();
    }
  }

  private static Map<Met, Integer> compare(EventLoop loop) {
    RandomBooks books = new RandomBooks(SEED);
    Resolver names = Books.names(RandomBooks.NAMES);
    LiveDecisions live = new LiveDecisions(loop, names);
    Map<Met, Integer> met = new EnumMap<>(Met.class);
    for (int book = 0; book < BOOKS; book++) {
      ListenerView view = Books.view(books.access());
      Explainer explainer = Books.explainer(view, names, loop);
      for (int i = 0; i < REQUESTS; i++) {
        ExplainRequest asked = books.request();
        Explanation explained = explainer.explain(asked).syncUninterruptibly().getNow();
        TunnelRequest request =
            new TunnelRequest(asked.target(), view.client(asked), asked.kind(), asked.user());
        met.merge(same(explained, live.end(view, request)), 1, Integer::sum);
      }
    }
    return met;
  }

  /** An attempt that came as far as dialling was allowed. */
  private static Met same(Explanation explained, TunnelStats stats) {
    Refusal refusal = ((Outcome.Refused) stats.outcome()).refusal();
    return switch (explained.verdict()) {
      case Verdict.Allowed _ -> {
        assertThat(refusal).isInstanceOf(Refusal.Unreachable.class);
        yield Met.ALLOWED;
      }
      case Verdict.Refused(var because, var rule) -> {
        assertThat(refusal).isEqualTo(because);
        if (!(because instanceof Refusal.Forbidden)) {
          yield Met.NOWHERE;
        }
        assertThat(stats.rule()).isEqualTo(rule);
        yield explained.byAddress().isEmpty() ? Met.BY_NAME : Met.BY_ADDRESS;
      }
      case Verdict.TurnedAway() -> throw new AssertionError("everybody is served");
    };
  }
}
