package io.github.httptunnel.load;

import org.jspecify.annotations.Nullable;

/** What a tunnel's origin does, said by the first byte that it receives. */
enum Mode {
  /** Sends for as long as the tunnel is open. */
  SOURCE('s'),
  /** Takes whatever comes. */
  SINK('t'),
  /** Waits for the tunnel's end. */
  HOLD('h'),
  /** Sends back what comes. */
  ECHO('e'),
  /** Sends back {@link #ONCE_BYTES} and ends the tunnel. */
  ONCE('o');

  /** How much is exchanged in a tunnel that is opened for one message. */
  static final int ONCE_BYTES = 64;

  private final byte code;

  Mode(char code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  /** The mode that a byte asks for; none when it is not one of ours. */
  static @Nullable Mode of(byte code) {
    for (Mode mode : values()) {
      if (mode.code == code) {
        return mode;
      }
    }
    return null;
  }
}
