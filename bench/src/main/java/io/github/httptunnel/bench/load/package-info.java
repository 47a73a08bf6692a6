/**
 * Load through real sockets: how bandwidth is shared between clients, what one client's bulk does
 * to another's messages, what idle tunnels and what a gigabyte cost.
 */
@NullMarked
package io.github.httptunnel.bench.load;

import org.jspecify.annotations.NullMarked;
