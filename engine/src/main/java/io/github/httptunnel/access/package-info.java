/** Decides who may connect and where to. Knows no protocol, asks no DNS. */
@NullMarked
package io.github.httptunnel.access;

import org.jspecify.annotations.NullMarked;
