package io.github.httptunnel.load;

import java.io.IOException;

/** One question to a proxy on the way to a tunnel, and the answer that leads on. */
interface Step {

  /** What is asked: so little that a connection takes it at once. */
  byte[] question();

  /**
   * Where the answer ends.
   *
   * @param received all that came until now
   * @return the number of its bytes, or -1 when more must come
   * @throws IOException when it does not lead to a tunnel
   */
  int end(byte[] received) throws IOException;
}
