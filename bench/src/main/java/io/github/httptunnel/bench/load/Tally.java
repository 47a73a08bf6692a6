package io.github.httptunnel.bench.load;

/** Bytes of all tunnels of one client. Confined to one {@link Loop}'s thread. */
final class Tally {

  private long bytes;

  void add(long more) {
    bytes += more;
  }

  long bytes() {
    return bytes;
  }
}
