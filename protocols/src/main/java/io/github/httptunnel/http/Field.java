package io.github.httptunnel.http;

/**
 * One header or trailer field (RFC 9110 §5).
 *
 * @param name a token, case kept
 * @param value without surrounding white space
 */
public record Field(String name, String value) {

  /** Whether it has this name, in any case. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  @Override
  public String toString() {
    return "Field[hidden]";
  }
}
