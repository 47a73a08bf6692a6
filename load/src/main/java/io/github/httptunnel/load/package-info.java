/**
 * Load through real sockets, for any proxy: what it carries, how long it takes, what that costs it.
 *
 * <p>Sees nothing else of this project: a fault of the proxy must not hide itself by being on both
 * sides of a measurement.
 */
@NullMarked
package io.github.httptunnel.load;

import org.jspecify.annotations.NullMarked;
