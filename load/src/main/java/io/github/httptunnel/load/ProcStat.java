package io.github.httptunnel.load;

/**
 * One line of {@code /proc/PID/stat}.
 *
 * @param pid the process
 * @param parent its parent
 * @param ticks time on a processor in user and system mode together, in hundredths of a second
 */
record ProcStat(long pid, long parent, long ticks) {

  // Counted from 0 behind the name; see proc_pid_stat(5), which counts from 1 with pid and name.
  private static final int PARENT = 1;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  /** Reads a line. The name may itself hold blanks and brackets, so the last bracket ends it. */
  static ProcStat parse(String line) {
    int open = line.indexOf('(');
    String[] behind = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcStat(
        Long.parseLong(line.substring(0, open).strip()),
        Long.parseLong(behind[PARENT]),
        Long.parseLong(behind[USER_TICKS]) + Long.parseLong(behind[SYSTEM_TICKS]));
  }
}
