package io.github.httptunnel.server.lists;

import io.github.httptunnel.access.HostList;

/** What came of reading the file of a list. */
sealed interface ListLoad {

  /** It was read, and holds something or is meant to hold nothing. */
  record Loaded(HostList list) implements ListLoad {}

  /**
   * It cannot be used.
   *
   * @param problem a phrase that follows the name of the file
   */
  record Unusable(String problem) implements ListLoad {}
}
