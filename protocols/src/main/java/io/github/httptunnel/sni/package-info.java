/** Holds the TLS inside a tunnel to the host that the tunnel was asked for, without decrypting. */
@NullMarked
package io.github.httptunnel.sni;

import org.jspecify.annotations.NullMarked;
