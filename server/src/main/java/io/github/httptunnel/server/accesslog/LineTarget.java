package io.github.httptunnel.server.accesslog;

import java.io.Closeable;
import java.io.IOException;

/** Where the lines of one stream end up. May block; confined to its {@link LineWriter}'s thread. */
interface LineTarget extends Closeable {

  /**
   * Writes a line with its end, or several, at once and whole.
   *
   * @throws IOException they are lost, though each may be written by itself; what follows may be
   *     written
   */
  void write(byte[] lines) throws IOException;

  /** Lets go of a file and opens what its name leads to now. */
  void reopen() throws IOException;
}
