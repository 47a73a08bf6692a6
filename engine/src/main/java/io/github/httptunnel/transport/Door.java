package io.github.httptunnel.transport;

import io.netty.channel.Channel;

/** Decides about connections where they are accepted. Used on the event loop that accepts. */
@FunctionalInterface
public interface Door {

  /** What becomes of a connection. */
  enum Verdict {
    /** It goes on when its turn comes. */
    SERVE,
    /** It goes on at once, to be told why it is not served. */
    TELL,
    /** It is reset. */
    RESET
  }

  /**
   * Decides.
   *
   * @param waited for how many nanoseconds the one has waited whose turn is next; 0: nobody waits
   */
  Verdict judge(Channel accepted, long waited);
}
