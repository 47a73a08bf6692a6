/**
 * Peers, clients and fixtures for tests on real sockets.
 *
 * <p>Starting points: {@link io.github.httptunnel.testkit.RawClient} sends exact bytes and tells
 * how a connection ended; the subclasses of {@link io.github.httptunnel.testkit.Peer} are servers
 * that behave well or badly in one defined way; {@link io.github.httptunnel.testkit.DnsPeer}
 * answers names as scripted; {@link io.github.httptunnel.testkit.Certificates} issues identities;
 * {@link io.github.httptunnel.testkit.BadInputPlayer} plays a catalogue of hostile input; {@link
 * io.github.httptunnel.testkit.LeakGuard} watches every run that has this module on its class path.
 *
 * <p>Everything uses loopback addresses and ports the kernel chooses, waits for a bounded time (10
 * s unless said otherwise) and then fails with what it had, and ends its threads when closed.
 */
@NullMarked
package io.github.httptunnel.testkit;

import org.jspecify.annotations.NullMarked;
