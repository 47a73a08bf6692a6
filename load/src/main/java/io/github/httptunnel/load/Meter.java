package io.github.httptunnel.load;

import java.io.IOException;

/** Measures something from one moment to another. */
interface Meter {

  /** The first moment is now. */
  void begin() throws IOException;

  /** The second moment is now. */
  void end() throws IOException;
}
