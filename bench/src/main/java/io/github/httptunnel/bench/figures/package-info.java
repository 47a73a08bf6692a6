/** Tables and plots of what a comparison with other proxies has measured. */
@NullMarked
package io.github.httptunnel.bench.figures;

import org.jspecify.annotations.NullMarked;
