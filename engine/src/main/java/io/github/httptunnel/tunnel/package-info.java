/**
 * The vocabulary of a tunnel: plain values, closed sets and the seams between the parts.
 *
 * <p>Nothing here does input or output, knows a protocol or decides anything. Starting points:
 * {@link io.github.httptunnel.tunnel.Negotiation}, {@link io.github.httptunnel.tunnel.Refusal} and
 * {@link io.github.httptunnel.tunnel.TunnelStats}.
 *
 * <p>Values that could identify a user (clients, hosts, targets) have a {@code toString} that hides
 * them, so that a careless log line leaks nothing; their text is behind an accessor that has to be
 * named.
 */
@NullMarked
package io.github.httptunnel.tunnel;

import org.jspecify.annotations.NullMarked;
