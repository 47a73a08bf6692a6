package io.github.httptunnel.access;

/** What came of reading a list. */
public sealed interface ListReading {

  /** It was read to its end; {@link HostList#report} says what it holds. */
  record Read(HostList list) implements ListReading {}

  /**
   * It was not, as it is larger than it may be.
   *
   * @param problem a phrase for the operator that follows the name of the file
   */
  record TooLarge(String problem) implements ListReading {}
}
