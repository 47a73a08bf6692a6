/** Reaches targets: looks names up, checks every address, races the allowed ones (RFC 8305). */
@NullMarked
package io.github.httptunnel.connect;

import org.jspecify.annotations.NullMarked;
