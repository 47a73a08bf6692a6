package io.github.httptunnel.server.lists;

import io.github.httptunnel.access.ListBounds;

/**
 * How large lists may be in this process. Reading a list takes several times its size for a moment,
 * beside the one that it replaces, and a heap that is full ends the process.
 *
 * @param heap in bytes, the most that there can be
 */
record ListBudget(long heap) {

  /** Of the heap, for the files of all lists together. */
  private static final int BYTES = 8;

  /** Bytes of the heap for each entry of one list. */
  private static final int ENTRY = 160;

  static ListBudget ofThisProcess() {
    return new ListBudget(Runtime.getRuntime().maxMemory());
  }

  /** What one list may have beside others. */
  ListBounds beside(long bytesOfOthers) {
    long bytes = Math.max(0, heap / BYTES - bytesOfOthers);
    return new ListBounds(
        Math.min(bytes, ListBounds.TABLES.bytes()),
        (int) Math.min(heap / ENTRY, ListBounds.TABLES.entries()));
  }
}
