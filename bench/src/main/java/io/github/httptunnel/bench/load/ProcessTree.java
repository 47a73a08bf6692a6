package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A process with all that descend from it, as Linux accounts for them.
 *
 * @param proc where the process file system is mounted
 * @param root the oldest process
 */
record ProcessTree(Path proc, long root) {

  private static final double TICKS_PER_SECOND = 100;

  ProcessTree(long root) {
    this(Path.of("/proc"), root);
  }

  /** Seconds on a processor until now, of the processes that live. */
  double cpuSeconds() throws IOException {
    return members().stream().mapToLong(ProcStat::ticks).sum() / TICKS_PER_SECOND;
  }

  /** Bytes of memory that are resident now; pages that several processes share count in each. */
  long residentBytes() throws IOException {
    long kibibytes = 0;
    for (ProcStat member : members()) {
      kibibytes += residentKibibytes(proc.resolve(member.pid() + "/status"));
    }
    return kibibytes * 1024;
  }

  private static long residentKibibytes(Path status) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private List<ProcStat> members() throws IOException {
    List<ProcStat> all = all();
    Set<Long> known = new HashSet<>(Set.of(root));
    List<ProcStat> members = new ArrayList<>();
    while (all.removeIf(stat -> belongs(stat, known) && members.add(stat))) {
      members.forEach(member -> known.add(member.pid()));
    }
    if (members.isEmpty()) {
      throw new IOException("--pid: there is no process " + root);
    }
    return members;
  }

  private boolean belongs(ProcStat stat, Set<Long> known) {
    return stat.pid() == root || known.contains(stat.parent());
  }

  private List<ProcStat> all() throws IOException {
    List<ProcStat> all = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        try {
          all.add(ProcStat.parse(Files.readString(process.resolve("stat"))));
        } catch (IOException _) {
          // Gone since the folder was listed.
        }
      }
    }
    return all;
  }
}
