/** Experiments with a proxy that asks its clients for passwords; see {@code bench/auth.sh}. */
@NullMarked
package io.github.httptunnel.bench.logins;

import org.jspecify.annotations.NullMarked;
