package io.github.httptunnel.load;

import java.io.IOException;

/** A proxy answered, with no. */
final class Refused extends IOException {

  private static final long serialVersionUID = 1;

  private final int status;

  Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  /** That of HTTP; 0 if what it answered is none. */
  int status() {
    return status;
  }
}
