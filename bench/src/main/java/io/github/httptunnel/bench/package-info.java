/** Benchmarks: micro (JMH) and load. */
@NullMarked
package io.github.httptunnel.bench;

import org.jspecify.annotations.NullMarked;
