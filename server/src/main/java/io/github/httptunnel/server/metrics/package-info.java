/** Figures for Prometheus: what is counted, and the page on which it is read. */
@NullMarked
package io.github.httptunnel.server.metrics;

import org.jspecify.annotations.NullMarked;
