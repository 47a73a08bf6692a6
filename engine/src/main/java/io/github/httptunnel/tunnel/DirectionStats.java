package io.github.httptunnel.tunnel;

import java.time.Duration;

/**
 * What one direction of a tunnel carried.
 *
 * @param bytes payload bytes passed on
 * @param reads how many reads brought them
 * @param throttled how long bytes that were there had to wait for a maximum rate or a bandwidth
 * @param ended how it ended
 */
public record DirectionStats(long bytes, long reads, Duration throttled, StreamEnd ended) {}
