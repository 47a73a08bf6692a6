/** Bounds how much happens at once. */
@NullMarked
package io.github.httptunnel.limit;

import org.jspecify.annotations.NullMarked;
