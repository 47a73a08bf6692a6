package io.github.httptunnel.tunnel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * All there is to say about a request once it is over. {@code toString} hides the user and the
 * trace.
 *
 * @param id random
 * @param client who asked
 * @param target where to; absent when no valid request came
 * @param address of the target, to which there was a connection; absent if there was none
 * @param kind what was asked; absent when no valid request came
 * @param user the name the client has proved; absent if there is none
 * @param rule which rule decided on it; absent when none had a say
 * @param reported whether that rule wants it to be noticed
 * @param outcome how it ended
 * @param upstream client to target; absent when nothing was relayed
 * @param downstream target to client; absent when nothing was relayed
 * @param timings how long it took
 * @param trace which trace it belongs to; absent if the client names none
 */
public record TunnelStats(
    TunnelId id,
    ClientInfo client,
    @Nullable Target target,
    @Nullable InetAddress address,
    TunnelRequest.@Nullable Kind kind,
    @Nullable String user,
    @Nullable RuleRef rule,
    boolean reported,
    Outcome outcome,
    @Nullable DirectionStats upstream,
    @Nullable DirectionStats downstream,
    Timings timings,
    @Nullable TraceContext trace) {

  /** The same of somebody without a name and without a trace, and no rule had a say. */
  public TunnelStats(
      TunnelId id,
      ClientInfo client,
      @Nullable Target target,
      TunnelRequest.@Nullable Kind kind,
      Outcome outcome,
      @Nullable DirectionStats upstream,
      @Nullable DirectionStats downstream,
      Timings timings) {
    this(
        id,
        client,
        target,
        null,
        kind,
        null,
        null,
        false,
        outcome,
        upstream,
        downstream,
        timings,
        null);
  }

  @Override
  public String toString() {
    return "TunnelStats[id=%s, client=%s, target=%s, kind=%s, outcome=%s, upstream=%s, downstream=%s, timings=%s]"
        .formatted(id, client, target, kind, outcome, upstream, downstream, timings);
  }
}
