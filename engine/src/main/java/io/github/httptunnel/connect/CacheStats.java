package io.github.httptunnel.connect;

/**
 * What became of the names that were asked for since the start.
 *
 * @param hits answered from memory
 * @param misses looked up
 * @param joined had part in a look-up that was under way
 * @param refused not looked up, as too many look-ups were under way
 * @param stale answered with what had been kept beyond its time, as DNS did not answer
 * @param refreshes look-ups ahead of time that nobody waited for
 * @param pending look-ups that are under way now
 */
public record CacheStats(
    long hits, long misses, long joined, long refused, long stale, long refreshes, long pending) {}
