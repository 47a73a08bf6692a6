/** Bounds how much happens at once, and shares out how fast it goes. */
@NullMarked
package io.github.httptunnel.limit;

import org.jspecify.annotations.NullMarked;
