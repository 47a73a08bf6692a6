package io.github.httptunnel.load;

/**
 * An open tunnel that waits to be used.
 *
 * @param wire its connection
 * @param index its number among all tunnels, from 0
 * @param client the number of its client, from 0
 */
record Tunnel(Wire wire, int index, int client) {}
