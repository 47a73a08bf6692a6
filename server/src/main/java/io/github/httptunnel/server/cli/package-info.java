/** The command line: arguments in, one configuration or a clear message out. */
@NullMarked
package io.github.httptunnel.server.cli;

import org.jspecify.annotations.NullMarked;
