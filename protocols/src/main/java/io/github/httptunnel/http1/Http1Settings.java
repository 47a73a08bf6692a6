package io.github.httptunnel.http1;

import io.github.httptunnel.http.Via;
import io.github.httptunnel.tunnel.Authenticator;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of a listener have in common.
 *
 * @param initiationTimeout from accept, or from the first byte of a further request, to the
 *     complete head
 * @param answers the form of our own answers
 * @param exchanges how requests are forwarded that need no tunnel
 * @param via our mark; absent: none
 * @param memoryIsShort while it is, no connection outlives its request
 * @param authenticator says who clients are; absent: they are not asked
 */
record Http1Settings(
    Duration initiationTimeout,
    Http1Answers answers,
    ExchangePolicy exchanges,
    @Nullable Via via,
    BooleanSupplier memoryIsShort,
    @Nullable Authenticator authenticator) {

  Http1Settings asking(Authenticator other) {
    return new Http1Settings(initiationTimeout, answers, exchanges, via, memoryIsShort, other);
  }
}
