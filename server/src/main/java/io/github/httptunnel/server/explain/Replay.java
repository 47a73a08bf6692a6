package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.Step;
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
 * Decides on past requests as rules would now, by name. What depends on addresses is counted and
 * left alone: names may have led elsewhere then. Used by one thread.
 */
public final class Replay {

  private static final int MOST_DIFFERENCES = 100_000;

  private final List<ListenerView> listeners;
  private final ReplayClock clock;
  private final Map<Key, Long> differences = new HashMap<>();
  private long records;
  private long compared;
  private long open;
  private long broken;
  private long unnamed;
  private long different;

  /**
   * A replay of nothing yet.
   *
   * @param listeners whose rules ask {@code clock} for the time
   * @param clock is set to the time of each request
   */
  public Replay(List<ListenerView> listeners, ReplayClock clock) {
    this.listeners = listeners;
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
    return new ReplayResult(records, compared, open, broken, unnamed, different, list);
  }

  private void compare(PastRequest past) {
    clock.set(past.started());
    TunnelRequest request = request(past);
    List<Step> steps = new ArrayList<>();
    Decision now = decide(request, steps);
    boolean allowed = now instanceof Decision.Allowed;
    boolean depends =
        allowed && steps.stream().anyMatch(step -> step.effect() == Step.Effect.DEPENDS);
    boolean literal = request.target().host() instanceof Host.Address;
    if (depends || (past.byAddress() && allowed && !literal)) {
      open++;
      return;
    }
    compared++;
    if (allowed != past.allowed()) {
      different++;
      Key key = new Key(request.target().authority(), allowed, rule(now));
      if (differences.size() < MOST_DIFFERENCES || differences.containsKey(key)) {
        differences.merge(key, 1L, Long::sum);
      }
    }
  }

  private Decision decide(TunnelRequest request, List<Step> steps) {
    ListenerView view = view(request.client().listener());
    Decision byName = view.rules().byName(request, steps::add);
    return byName instanceof Decision.Allowed
            && request.target().host() instanceof Host.Address(InetAddress ip)
        ? view.rules().byAddress(request, ip, steps::add)
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

  /** The listener of that name, or the first: rules about others are told by the name anyway. */
  private ListenerView view(String name) {
    return listeners.stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElse(listeners.getFirst());
  }
}
