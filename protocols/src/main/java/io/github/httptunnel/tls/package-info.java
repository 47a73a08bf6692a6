/** TLS towards clients: key material, contexts, and half-close as close_notify. */
@NullMarked
package io.github.httptunnel.tls;

import org.jspecify.annotations.NullMarked;
