/** How clients find their way to the listeners: a PAC file, and a page with lines to copy. */
@NullMarked
package io.github.httptunnel.server.setup;

import org.jspecify.annotations.NullMarked;
