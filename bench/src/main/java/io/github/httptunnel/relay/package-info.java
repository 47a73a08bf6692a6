/** Benchmarks of what is visible in this package only. */
@NullMarked
package io.github.httptunnel.relay;

import org.jspecify.annotations.NullMarked;
