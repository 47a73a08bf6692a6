/** Benchmarks of what is visible in this package only. */
@NullMarked
package io.github.httptunnel.http1;

import org.jspecify.annotations.NullMarked;
