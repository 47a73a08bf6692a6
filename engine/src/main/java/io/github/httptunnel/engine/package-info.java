/**
 * The life of a tunnel: decide, connect, attach, accept, relay, report. Start with TunnelEngine.
 */
@NullMarked
package io.github.httptunnel.engine;

import org.jspecify.annotations.NullMarked;
