package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.DirectionStats;
import org.jspecify.annotations.Nullable;

/**
 * How a relay ended and what it carried.
 *
 * @param ending how, and what is left
 * @param upstream client to target
 * @param downstream target to client
 * @param fault what went wrong in the program itself, for {@link CloseReason#INTERNAL}
 */
public record RelayResult(
    Ending ending, DirectionStats upstream, DirectionStats downstream, @Nullable Throwable fault) {}
