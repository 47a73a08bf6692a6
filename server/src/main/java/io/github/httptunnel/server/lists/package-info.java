/** Lists of hosts from files: read at the start, and again when the files change. */
@NullMarked
package io.github.httptunnel.server.lists;

import org.jspecify.annotations.NullMarked;
