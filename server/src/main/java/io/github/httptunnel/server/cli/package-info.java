/** The command line. */
@NullMarked
package io.github.httptunnel.server.cli;

import org.jspecify.annotations.NullMarked;
