/** Event loops, sockets and their options: epoll where there is one, NIO elsewhere. */
@NullMarked
package io.github.httptunnel.transport;

import org.jspecify.annotations.NullMarked;
