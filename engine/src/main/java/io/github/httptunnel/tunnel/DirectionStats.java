package io.github.httptunnel.tunnel;

/**
 * What one direction of a tunnel carried.
 *
 * @param bytes payload bytes read from the sender
 * @param reads how many reads brought them
 * @param ended how it ended
 */
public record DirectionStats(long bytes, long reads, StreamEnd ended) {}
