/** A span for each tunnel, exported by OTLP. Loaded only where the operator wants it. */
@NullMarked
package io.github.httptunnel.tracing;

import org.jspecify.annotations.NullMarked;
