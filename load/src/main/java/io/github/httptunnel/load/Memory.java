package io.github.httptunnel.load;

/**
 * Memory of a process tree, in bytes.
 *
 * @param resident RSS: pages that several processes share count in each
 * @param proportional PSS: they count once, divided among those who share them
 */
record Memory(long resident, long proportional) {

  static final Memory NONE = new Memory(0, 0);

  Memory plus(Memory other) {
    return new Memory(resident + other.resident, proportional + other.proportional);
  }

  /** Adds both moments, and by how much it grew for each tunnel. */
  void report(Report report, Memory before, int tunnels) {
    report
        .put("rss_before", before.resident)
        .put("rss_after", resident)
        .put("rss_per_tunnel", (resident - before.resident) / tunnels)
        .put("pss_before", before.proportional)
        .put("pss_after", proportional)
        .put("pss_per_tunnel", (proportional - before.proportional) / tunnels);
  }
}
