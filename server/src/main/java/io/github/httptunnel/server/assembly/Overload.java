package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.ConnectCap;
import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.LoopPulses;
import io.github.httptunnel.limit.MemoryPressure;
import io.github.httptunnel.limit.OverloadTally;

/**
 * How near the process is to its bounds, and what was turned away for that: for metrics. All of it
 * may be read on any thread.
 *
 * @param connections how many there are and may be
 * @param memory how much of it is in use
 * @param loops how fast the event loops answer
 * @param connects how many dials may wait for an answer
 * @param tally what was refused and ended
 */
public record Overload(
    ConnectionBudget connections,
    MemoryPressure memory,
    LoopPulses loops,
    ConnectCap connects,
    OverloadTally tally) {}
