/** Peers, clients and fixtures for tests on real sockets. */
@NullMarked
package io.github.httptunnel.testkit;

import org.jspecify.annotations.NullMarked;
