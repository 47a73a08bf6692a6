package io.github.httptunnel.tunnel;

/**
 * One request for a tunnel.
 *
 * @param target where to
 * @param client who asks
 */
public record TunnelRequest(Target target, ClientInfo client) {}
