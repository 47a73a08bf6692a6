package io.github.httptunnel.tunnel;

/**
 * A password or token, never printed.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
