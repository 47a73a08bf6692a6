/** What the operator may see of a running program and do to it, over the admin listener. */
@NullMarked
package io.github.httptunnel.server.api;

import org.jspecify.annotations.NullMarked;
