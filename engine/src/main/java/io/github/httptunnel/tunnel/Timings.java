package io.github.httptunnel.tunnel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a request came and how long its phases took. A phase that was never reached is absent.
 *
 * @param started the wall clock when the connection was accepted
 * @param negotiate from accept, or the first byte of a further request, to a complete request
 * @param dns the look-up of the name; absent for addresses
 * @param connect from the first dial to a connection
 * @param total from accept to the end
 */
public record Timings(
    Instant started,
    @Nullable Duration negotiate,
    @Nullable Duration dns,
    @Nullable Duration connect,
    Duration total) {}
