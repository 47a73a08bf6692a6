package io.github.httptunnel.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** What one socket does. Called by the thread of the {@link Loop} that serves it. */
interface Activity {

  /** For which operations of {@link SelectionKey} the socket is watched at first. */
  int interest();

  /**
   * The socket is ready; does one read or write, so that no socket keeps the others waiting.
   *
   * @throws IOException when the connection has ended: the loop then closes it
   */
  void ready() throws IOException;
}
