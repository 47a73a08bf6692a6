/** Benchmarks of what is visible in this package only. */
@NullMarked
package io.github.httptunnel.server.api;

import org.jspecify.annotations.NullMarked;
