package io.github.httptunnel.tunnel;

import java.util.function.IntSupplier;

/**
 * Bounds how much one read of a channel takes, beyond the little that may be read at any time. A
 * connection's receive-buffer allocator is one, so that whoever knows where the bytes go can say
 * how many of them go on at once. Confined to the channel's event loop.
 */
public interface ReadRoom {

  /** Nothing more than at any time. */
  IntSupplier NONE = () -> 0;

  /**
   * Asks before each large read.
   *
   * @param bytes how many bytes would be taken on at once; {@link #NONE} to read little again
   */
  void set(IntSupplier bytes);
}
