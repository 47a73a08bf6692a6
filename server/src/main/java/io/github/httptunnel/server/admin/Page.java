package io.github.httptunnel.server.admin;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind one path.
 *
 * @param kind who may ask for it, and how
 * @param answer given the request's {@code Accept} field, on a virtual thread
 */
public record Page(Kind kind, Function<@Nullable String, Answer> answer) {

  /** Who may ask for it, and how. */
  public enum Kind {
    /** Read by anybody who reaches the listener: it says nothing but yes or no. */
    OPEN,
    /** Read by the operator. */
    READ,
    /** Changes something. */
    CHANGE;

    /** The methods that it has, as {@code Allow} lists them. */
    String methods() {
      return this == CHANGE ? "POST" : "GET, HEAD";
    }

    boolean takes(String method) {
      return this == CHANGE ? method.equals("POST") : method.equals("GET") || method.equals("HEAD");
    }
  }
}
