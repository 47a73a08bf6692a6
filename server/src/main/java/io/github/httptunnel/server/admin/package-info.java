/** The admin listener: what the operator asks of a running program, apart from its tunnels. */
@NullMarked
package io.github.httptunnel.server.admin;

import org.jspecify.annotations.NullMarked;
