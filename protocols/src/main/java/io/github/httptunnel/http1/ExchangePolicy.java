package io.github.httptunnel.http1;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests that need no tunnel are forwarded.
 *
 * @param pseudonym what this proxy calls itself in {@code Via} (RFC 9110 §7.6.3); absent: it leaves
 *     no mark, and finds no loops
 * @param responseTimeout from the end of a request to the head of its response; absent: for ever
 * @param bodyTimeout how long a client may pause in the middle of a request; absent: for ever
 * @param keepAliveTimeout how long a client's connection may wait for its next request
 * @param targetConnections how many idle connections to targets are kept for a client's connection,
 *     or, if they are shared, for each event loop
 * @param targetIdleTimeout how long they are kept
 * @param shareTargets whether a connection that one client has left clean may serve another
 */
public record ExchangePolicy(
    @Nullable Pseudonym pseudonym,
    @Nullable Duration responseTimeout,
    @Nullable Duration bodyTimeout,
    Duration keepAliveTimeout,
    int targetConnections,
    Duration targetIdleTimeout,
    boolean shareTargets) {

  /** What this proxy calls itself. */
  public sealed interface Pseudonym {
    /** A word that no other proxy has, another one at each start. */
    record Random() implements Pseudonym {}

    /**
     * The operator's word.
     *
     * @param token of RFC 9110 §5.6.2
     */
    record Named(String token) implements Pseudonym {
      /** Checks the grammar. */
      public Named {
        if (!isToken(token)) {
          throw new IllegalArgumentException(
              "'" + token + "' is not a token (expected: letters, digits and !#$%&'*+-.^_`|~)");
        }
      }

      /** Whether a text can be a pseudonym. */
      public static boolean isToken(String text) {
        return Tokens.isToken(text);
      }
    }
  }

  /** Checks that every limit is positive; no connection need be kept. */
  public ExchangePolicy {
    positive("response_timeout", responseTimeout);
    positive("body_timeout", bodyTimeout);
    positive("keep_alive_timeout", keepAliveTimeout);
    positive("target_idle_timeout", targetIdleTimeout);
    if (targetConnections < 0) {
      throw new IllegalArgumentException(
          "target_connections: " + targetConnections + " (expected: zero or more)");
    }
  }

  /** Everything as shipped. */
  public static ExchangePolicy defaults() {
    return new ExchangePolicy(
        new Pseudonym.Random(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        4,
        Duration.ofSeconds(15),
        false);
  }

  private static void positive(String name, @Nullable Duration value) {
    if (value != null && !value.isPositive()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: above zero)");
    }
  }
}
