package io.github.httptunnel.tracing;

/**
 * What a span may say of those who use the proxy.
 *
 * @param targets whether it names the target
 * @param clients whether it names the client's address
 * @param users whether it names the user
 */
public record Disclosure(boolean targets, boolean clients, boolean users) {

  /** Nothing. */
  public static final Disclosure NONE = new Disclosure(false, false, false);
}
