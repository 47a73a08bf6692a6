package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.ClientsMatcher;
import io.github.httptunnel.access.GroupsMatcher;
import io.github.httptunnel.access.Matcher;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.access.Step;
import io.github.httptunnel.access.UsersMatcher;
import io.github.httptunnel.server.explain.ReplayResult.Doubts;
import io.github.httptunnel.server.explain.ReplayResult.Unjudged;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides on past requests as rules would now: by name, and by the address that was asked for or to
 * which there was a connection. What depends on addresses that nobody has written down is counted
 * and left alone: names may have led elsewhere then. Used by one thread.
 */
public final class Replay {

  private static final int MOST_DIFFERENCES = 100_000;

  private final List<ListenerView> listeners;
  private final ReplayClock clock;
  private final RuleSet rules;
  private final Map<Key, Long> differences = new HashMap<>();
  private long records;
  private long compared;
  private long open;
  private long broken;
  private long unnamed;
  private long different;
  private long byDialled;
  private long clientless;
  private long userless;

  /**
   * A replay of nothing yet.
   *
   * @param listeners whose rules ask {@code clock} for the time
   * @param clock is set to the time of each request
   * @param rules what those listeners' rules look at
   */
  public Replay(List<ListenerView> listeners, ReplayClock clock, RuleSet rules) {
    this.listeners = listeners;
    this.rules = rules;
    this.clock = clock;
  }

  private record Key(String target, boolean allowedNow, @Nullable String rule) {}

  /** Takes the next line of the records. */
  public void line(String line) {
    if (line.isBlank()) {
      return;
    }
    Map<String, String> record = RecordText.parse(line);
    if (record == null) {
      broken++;
      return;
    }
    records++;
    if (record.containsKey("kind") && !record.containsKey("target")) {
      unnamed++;
      return;
    }
    PastRequest past = PastRequest.of(record);
    if (past != null) {
      compare(past);
    }
  }

  /** What has come of it so far. */
  public ReplayResult result() {
    List<ReplayResult.Difference> list = new ArrayList<>();
    differences.forEach((key, count) ->
        list.add(new ReplayResult.Difference(key.target(), key.allowedNow(), key.rule(), count)));
    return new ReplayResult(
        records,
        compared,
        different,
        list,
        new Unjudged(open, broken, unnamed),
        new Doubts(byDialled, clientless, userless));
  }

  private void compare(PastRequest past) {
    clock.set(past.started());
    TunnelRequest request = request(past);
    List<Step> steps = new ArrayList<>();
    InetAddress address = address(past);
    Decision now = decide(request, address, steps);
    boolean allowed = now instanceof Decision.Allowed;
    boolean depends = steps.stream().anyMatch(step -> step.effect() == Step.Effect.DEPENDS);
    if (allowed && address == null && (depends || past.byAddress())) {
      open++;
      return;
    }
    compared++;
    if (view(past.listener()).leadsTo() == null) {
      doubt(past, address);
    }
    if (allowed != past.allowed()) {
      different++;
      Key key = new Key(request.target().authority(), allowed, rule(now));
      if (differences.size() < MOST_DIFFERENCES || differences.containsKey(key)) {
        differences.merge(key, 1L, Long::sum);
      }
    }
  }

  private static @Nullable InetAddress address(PastRequest past) {
    return past.target().host() instanceof Host.Address(InetAddress asked) ? asked : past.address();
  }

  /** What may make a difference to the decision and stands in no record. */
  private void doubt(PastRequest past, @Nullable InetAddress address) {
    if (address != null && past.target().host() instanceof Host.Name) {
      byDialled++;
    }
    if (past.client() == null && namesAny(ClientsMatcher.class)) {
      clientless++;
    }
    if (past.user() == null && (namesAny(UsersMatcher.class) || namesAny(GroupsMatcher.class))) {
      userless++;
    }
  }

  private boolean namesAny(Class<? extends Matcher> kind) {
    return rules.rules().stream()
        .flatMap(rule -> rule.matchers().stream())
        .anyMatch(kind::isInstance);
  }

  private Decision decide(TunnelRequest request, @Nullable InetAddress address, List<Step> steps) {
    ListenerView view = view(request.client().listener());
    Decision byName = view.rules().byName(request, steps::add);
    return byName instanceof Decision.Allowed && address != null
        ? view.rules().byAddress(request, address, steps::add)
        : byName;
  }

  private static @Nullable String rule(Decision decision) {
    return switch (decision) {
      case Decision.Allowed(var rule, _) -> rule == null ? null : rule.label();
      case Decision.Denied(var refusal, var rule) -> rule == null ? refusal.code() : rule.label();
    };
  }

  private TunnelRequest request(PastRequest past) {
    ListenerView view = view(past.listener());
    InetAddress client = past.client();
    boolean local = view.onLoopback() && (client == null || client.isLoopbackAddress());
    InetSocketAddress address =
        client == null
            ? InetSocketAddress.createUnresolved("unknown.invalid", 0)
            : new InetSocketAddress(client, 0);
    ClientInfo info = new ClientInfo(address, past.listener(), "replay", local, 0);
    return new TunnelRequest(past.target(), info, past.kind(), past.user());
  }

  /** The listener of that name, or the usual one: rules about others go by the name anyway. */
  private ListenerView view(String name) {
    return listeners.stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseGet(() -> ListenerView.firstOf(listeners));
  }
}
