package io.github.httptunnel.access;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The addresses of this machine's network interfaces. Thread-safe.
 *
 * <p>Reading them takes system calls, so they are remembered, and read again elsewhere once the
 * memory is old: who asks never waits. The atomic reference makes exactly one of those who notice
 * do the reading.
 */
final class LocalAddresses {

  private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

  private final Interfaces interfaces;
  private final Executor elsewhere;
  private final LongSupplier nanoTime;
  private final AtomicReference<Snapshot> latest;

  /** Those of the operating system, read again on a virtual thread. */
  LocalAddresses() {
    this(LocalAddresses::ofThisMachine, Thread::startVirtualThread, System::nanoTime);
  }

  LocalAddresses(Interfaces interfaces, Executor elsewhere, LongSupplier nanoTime) {
    this.interfaces = interfaces;
    this.elsewhere = elsewhere;
    this.nanoTime = nanoTime;
    this.latest = new AtomicReference<>(new Snapshot(Set.of(), nanoTime.getAsLong()));
  }

  /** Whether the address is one of this machine's, as far as is known; loopback always is. */
  boolean contains(InetAddress address) {
    Snapshot known = latest.get();
    long now = nanoTime.getAsLong();
    if (now - known.readAt() >= FRESH_NANOS
        && latest.compareAndSet(known, new Snapshot(known.addresses(), now))) {
      elsewhere.execute(this::read);
    }
    return address.isLoopbackAddress() || known.addresses().contains(address);
  }

  /** Reads them now, on this thread. */
  void read() {
    try {
      latest.set(new Snapshot(interfaces.addresses(), nanoTime.getAsLong()));
    } catch (SocketException _) {
      // What was known is still the best guess, and the next who finds it old tries again.
    }
  }

  private static Set<InetAddress> ofThisMachine() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Where the list comes from. */
  @FunctionalInterface
  interface Interfaces {
    /** The addresses of all interfaces. */
    Set<InetAddress> addresses() throws SocketException;
  }

  private record Snapshot(Set<InetAddress> addresses, long readAt) {}
}
