package io.github.httptunnel.http1;

import java.util.List;

/**
 * The head of an HTTP/1 request, grammatically sound.
 *
 * @param method a token, case kept
 * @param target printable ASCII without spaces
 * @param minorVersion of HTTP/1
 * @param fields in the order they came
 */
record RequestHead(String method, String target, int minorVersion, List<Field> fields) {

  /**
   * One header field.
   *
   * @param name a token, case kept
   * @param value without surrounding white space
   */
  record Field(String name, String value) {}

  /** How many fields have this name, in any case. */
  long count(String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).count();
  }
}
