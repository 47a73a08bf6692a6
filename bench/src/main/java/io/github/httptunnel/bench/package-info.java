/** Micro-benchmarks (JMH). */
@NullMarked
package io.github.httptunnel.bench;

import org.jspecify.annotations.NullMarked;
