package io.github.httptunnel.server.accesslog;

import java.io.Closeable;
import java.io.IOException;

/** Where the lines of one stream end up. May block; confined to its {@link LineWriter}'s thread. */
interface LineTarget extends Closeable {

  /**
   * Writes one line with its end, at once and whole.
   *
   * @throws IOException the line is lost; the next one may be written
   */
  void write(byte[] line) throws IOException;

  /** Lets go of a file and opens what its name leads to now. */
  void reopen() throws IOException;
}
