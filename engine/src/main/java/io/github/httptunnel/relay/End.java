package io.github.httptunnel.relay;

/** The connection on one side of a relay, whatever drives it. Confined to the event loop. */
sealed interface End permits ChannelEnd, SocketEnd {

  boolean isOpen();

  /** Closes with RST, so that nothing that was cut short looks complete. */
  void reset();

  /** Closes once all that was written is with the kernel. */
  void close();

  /** Nothing has moved for too long: whoever can still say so to the peer may call it off. */
  default void overdue() {}

  /** Lets go of the connection, with which others go on. */
  void release();

  /** Sends what is queued. */
  void flush();

  /** Bytes that were written here and that the peer has not got yet, as far as can be told. */
  long undelivered();
}
