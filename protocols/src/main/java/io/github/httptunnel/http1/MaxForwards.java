package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import java.util.List;
import java.util.regex.Pattern;

/** How far a request may go, if its method is one for which that is said (RFC 9110 §7.6.2). */
sealed interface MaxForwards {

  /** As far as it takes. */
  record Unlimited() implements MaxForwards {}

  /** This many proxies further. */
  record Left(long hops) implements MaxForwards {}

  /** It cannot be told. */
  record Faulty() implements MaxForwards {}

  /** The name of the field. */
  String FIELD = "Max-Forwards";

  /** More digits than there are proxies. */
  Pattern HOPS = Pattern.compile("[0-9]{1,9}");

  /** What the head says. */
  static MaxForwards of(RequestHead head) {
    List<String> said = Field.values(head.fields(), FIELD);
    if (!head.method().equals("OPTIONS") || said.isEmpty()) {
      return new Unlimited();
    }
    String value = said.getFirst();
    return said.size() == 1 && HOPS.matcher(value).matches()
        ? new Left(Long.parseLong(value))
        : new Faulty();
  }
}
