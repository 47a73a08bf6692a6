package io.github.httptunnel.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/** How a client of a proxy may behave, without being polite. */
enum Manner {
  /** Connects, and says nothing. */
  SILENT("", Then.STAY, false),
  /** Begins a TLS handshake, and goes on with a byte at a time. */
  HELLO("\u0016\u0003\u0001\u0002\u0000\u0001", Then.STAY, true),
  /** Begins a request's head, and goes on with a byte at a time. */
  HEAD("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nx", Then.STAY, true),
  /** Begins a request's body, and goes on with a byte at a time. */
  BODY(
      "POST http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\nContent-Length: 1000000\r\n\r\n",
      Then.STAY, true),
  /** Asks for a response, and waits. */
  RESPONSE("GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n", Then.STAY, false),
  /** Asks for a tunnel, and waits. */
  CONNECT("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n", Then.STAY, false),
  /** Asks for a tunnel, and resets the connection without awaiting an answer. */
  ABORT("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n", Then.RESET_AT_ONCE, false),
  /** Asks for a tunnel, finishes sending when it is there, and waits. */
  FINISH("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n", Then.FINISH, false),
  /** Asks for a tunnel, and resets the connection when it is there. */
  RESET("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n", Then.RESET, false),
  /** Sends what is neither HTTP nor TLS nor SOCKS, and waits. */
  GARBAGE("\u0001\u0002\u0003\u0000\r\n\r\n\r\n", Then.STAY, false);

  /** What follows the first bytes. */
  enum Then {
    /** It waits until the proxy ends the connection. */
    STAY,
    /** With an answer it finishes sending; then as before. */
    FINISH,
    /** With an answer it resets the connection. */
    RESET,
    /** It resets the connection. */
    RESET_AT_ONCE
  }

  private final String first;
  private final Then then;
  private final boolean dribbles;

  Manner(String first, Then then, boolean dribbles) {
    this.first = first;
    this.then = then;
    this.dribbles = dribbles;
  }

  /** What is sent first. */
  byte[] first(Endpoint target) {
    return String.format(Locale.ROOT, first, target).getBytes(US_ASCII);
  }

  Then then() {
    return then;
  }

  /** Whether a byte follows now and then. */
  boolean dribbles() {
    return dribbles;
  }
}
