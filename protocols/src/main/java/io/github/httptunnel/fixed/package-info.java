/** No protocol: every connection leads to one configured target. */
@NullMarked
package io.github.httptunnel.fixed;

import org.jspecify.annotations.NullMarked;
