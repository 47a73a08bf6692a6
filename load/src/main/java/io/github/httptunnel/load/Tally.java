package io.github.httptunnel.load;

/** Bytes of all tunnels of one client on one loop. Confined to that {@link Loop}'s thread. */
final class Tally {

  private long bytes;
  private long end;

  void add(long more) {
    bytes += more;
  }

  /** A tunnel has moved all that it was to move. */
  void ended(long now) {
    end = now;
  }

  /** When the last tunnel did, by {@link System#nanoTime}. */
  long end() {
    return end;
  }

  long bytes() {
    return bytes;
  }
}
