package io.github.httptunnel.load;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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

  /** Memory that is in use now. */
  Memory memory() throws IOException {
    Memory sum = Memory.NONE;
    for (ProcStat member : members()) {
      sum = sum.plus(memory(proc.resolve(Long.toString(member.pid()))));
    }
    return sum;
  }

  /** How many descriptors are open now. */
  long descriptors() throws IOException {
    long sum = 0;
    for (ProcStat member : members()) {
      Path folder = proc.resolve(Long.toString(member.pid())).resolve("fd");
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
        for (Path _ : descriptors) {
          sum++;
        }
      }
    }
    return sum;
  }

  private Memory memory(Path process) throws IOException {
    try {
      return new Memory(
          bytes(process.resolve("status"), "VmRSS:"),
          bytes(process.resolve("smaps_rollup"), "Pss:"));
    } catch (AccessDeniedException _) {
      throw new IOException(
          "--pid: the memory of process " + root + " may not be read (expected: one of this user)");
    }
  }

  private static long bytes(Path file, String name) throws IOException {
    return 1024
        * Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(name))
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
