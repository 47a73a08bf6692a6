package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Side;
import org.jspecify.annotations.Nullable;

/**
 * How a relay ended and what it carried.
 *
 * @param reason why it ended
 * @param by who ended it; for a clean end, who finished first
 * @param upstream client to target
 * @param downstream target to client
 * @param fault what went wrong in the program itself, for {@link CloseReason#INTERNAL}
 */
public record RelayResult(
    CloseReason reason,
    Side by,
    DirectionStats upstream,
    DirectionStats downstream,
    @Nullable Throwable fault) {}
