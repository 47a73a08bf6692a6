package io.github.httptunnel.server.assembly;

import java.util.List;

/** What came of giving a running server another configuration. */
public sealed interface ReloadResult {

  /**
   * It is in force, wholly, but for what needs a restart.
   *
   * @param changed the parts that differ from before, as they are called in the file
   * @param needRestart the parts that differ and stay as they were until the program starts again
   */
  record Applied(List<String> changed, List<String> needRestart) implements ReloadResult {
    /** Copies the lists. */
    public Applied {
      changed = List.copyOf(changed);
      needRestart = List.copyOf(needRestart);
    }
  }

  /**
   * Nothing has changed.
   *
   * @param problems at least one, each on a line of its own
   */
  record Rejected(List<String> problems) implements ReloadResult {
    /** Copies the list. */
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
