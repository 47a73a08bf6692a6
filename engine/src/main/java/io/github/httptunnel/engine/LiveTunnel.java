package io.github.httptunnel.engine;

import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request or tunnel that is under way, as it was at one moment.
 *
 * @param request what was asked, and by whom
 * @param rule which rule has decided on it; absent while none has, or if none had a say
 * @param phase how far it is
 * @param age since its connection was accepted, or since a further request began to come
 * @param upstreamBytes payload that went on to the target
 * @param downstreamBytes payload that went on to the client
 */
public record LiveTunnel(
    TunnelId id,
    TunnelRequest request,
    @Nullable RuleRef rule,
    Phase phase,
    Duration age,
    long upstreamBytes,
    long downstreamBytes) {}
