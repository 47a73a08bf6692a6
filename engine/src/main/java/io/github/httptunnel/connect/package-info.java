/**
 * Reaches targets: looks names up, checks every address, races the allowed ones (RFC 8305).
 *
 * <p>{@link io.github.httptunnel.connect.DirectConnector} is the whole of it. Behind it, {@link
 * io.github.httptunnel.connect.CachingResolver} remembers what {@link
 * io.github.httptunnel.connect.DnsClient} finds out. All state is kept once for each event loop and
 * touched on that loop only, so nothing here is locked.
 */
@NullMarked
package io.github.httptunnel.connect;

import org.jspecify.annotations.NullMarked;
