package io.github.httptunnel.tunnel;

/**
 * What the name of a client rests on, for whoever can say later whether that still counts: see
 * {@link Authenticator#stands}. Immutable; {@code toString} says nothing about the client.
 */
public interface Proof {}
