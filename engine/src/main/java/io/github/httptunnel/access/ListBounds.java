package io.github.httptunnel.access;

/**
 * How large a list may be.
 *
 * @param bytes of its file
 * @param entries names and address blocks together, duplicates included
 */
public record ListBounds(long bytes, int entries) {

  /** What the compact tables can number. */
  public static final ListBounds TABLES = new ListBounds(512L << 20, 1 << 26);

  /** Refuses bounds that cannot be kept. */
  public ListBounds {
    if (bytes < 0 || bytes > 512L << 20 || entries < 0 || entries > 1 << 26) {
      throw new IllegalArgumentException("bounds of a list: at most 512 MiB and 2^26 entries");
    }
  }
}
