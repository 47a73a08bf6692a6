package io.github.httptunnel.load;

import java.io.IOException;
import java.io.Serial;

/** Ends a run; its message says what went wrong and where. */
final class LoadFailure extends IOException {

  @Serial private static final long serialVersionUID = 1;

  LoadFailure(String message, IOException cause) {
    super(message, cause);
  }

  LoadFailure(String message) {
    super(message);
  }
}
