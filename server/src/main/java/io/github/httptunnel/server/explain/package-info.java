/** Says how a decision comes about, and how others would, without connecting anywhere. */
@NullMarked
package io.github.httptunnel.server.explain;

import org.jspecify.annotations.NullMarked;
