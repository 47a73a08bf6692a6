package io.github.httptunnel.server.api;

import io.github.httptunnel.limit.LimitedParty;
import io.github.httptunnel.server.assembly.ListenerStats;
import io.github.httptunnel.server.assembly.Reloads;
import io.github.httptunnel.server.metrics.Distribution;
import io.github.httptunnel.server.metrics.OpenFiles;
import io.github.httptunnel.server.metrics.TunnelTotals;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A status for people, in lines of a terminal. */
final class StatusText {

  /** Of reasons, the most frequent. */
  private static final int REASONS = 4;

  private StatusText() {}

  static List<String> lines(Status status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "http-tunnel %s, %s, up %s"
            .formatted(status.version(), status.state(), Amounts.time(status.uptime())));
    status.listeners().forEach(listener -> lines.add(listener(listener)));
    lines.add(line("tunnels", tunnels(status)));
    lines.add(line("traffic", traffic(status)));
    lines.add(line("latency", latency(status)));
    lines.add(line("refused", reasons(status.totals().refusals())));
    lines.add(line("ended", reasons(status.totals().closes())));
    lines.add(line("load", load(status)));
    lines.add(line("limited", limited(status.limited())));
    lines.add(line("reload", reload(status.reloads())));
    return lines;
  }

  private static String line(String name, String text) {
    return "%-9s %s".formatted(name, text);
  }

  private static String listener(ListenerStats listener) {
    String where =
        listener.address() == null
            ? "accepts nothing any more"
            : NetUtil.toSocketAddressString(listener.address());
    return line(
        "listener",
        "%s on %s: %d connections, %d tunnels"
            .formatted(listener.name(), where, listener.connections(), listener.tunnels()));
  }

  private static String tunnels(Status status) {
    Map<String, Long> outcomes = status.totals().outcomes();
    return "%d of %d; over: %d closed, %d refused, %d abandoned"
        .formatted(
            status.live(),
            status.mostTunnels(),
            outcomes.getOrDefault("closed", 0L),
            outcomes.getOrDefault("refused", 0L),
            outcomes.getOrDefault("abandoned", 0L));
  }

  private static String traffic(Status status) {
    return "up %s/s (%s), down %s/s (%s)"
        .formatted(
            Amounts.bytes(status.upstreamRate()),
            Amounts.bytes(status.traffic().upstreamBytes()),
            Amounts.bytes(status.downstreamRate()),
            Amounts.bytes(status.traffic().downstreamBytes()));
  }

  private static String latency(Status status) {
    TunnelTotals now = status.totals();
    TunnelTotals before = status.before();
    return "%s; %s; last %s"
        .formatted(
            latency("handshake", now.handshake().since(before.handshake())),
            latency("connect", now.connect().since(before.connect())),
            Amounts.time(status.window()));
  }

  private static String latency(String name, Distribution recent) {
    return recent.count() == 0
        ? name + " none"
        : "%s half within %s, 99 %% within %s"
            .formatted(
                name,
                Amounts.millis(recent.percentile(0.5)),
                Amounts.millis(recent.percentile(0.99)));
  }

  private static String reasons(Map<String, Long> counts) {
    String most =
        counts.entrySet().stream()
            .filter(reason -> reason.getValue() > 0)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(REASONS)
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", "));
    return most.isEmpty() ? "none" : most;
  }

  private static String load(Status status) {
    OpenFiles.Count files = status.descriptors();
    return "loops %s behind, memory %d %% (%s)%s"
        .formatted(
            Amounts.millis(Duration.ofNanos(status.overload().loops().lag())),
            Math.round(100 * status.overload().memory().share()),
            status.overload().memory().level().name().toLowerCase(Locale.ROOT),
            files.open() < 0 ? "" : ", files %d of %d".formatted(files.open(), files.limit()));
  }

  private static String limited(List<LimitedParty> limited) {
    return limited.isEmpty()
        ? "nobody"
        : limited.size()
            + " or more clients and users; the worst was refused "
            + limited.getFirst().refused()
            + " times";
  }

  private static String reload(Reloads reloads) {
    Reloads.Last last = reloads.last();
    return last == null
        ? "none since the start"
        : "%s at %s%s"
            .formatted(
                last.errors() == 0 ? "applied" : "rejected",
                last.at().truncatedTo(ChronoUnit.SECONDS),
                last.errors() == 0 ? "" : ", errors: " + last.errors());
  }
}
