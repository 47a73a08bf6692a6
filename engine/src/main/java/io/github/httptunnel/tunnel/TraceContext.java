package io.github.httptunnel.tunnel;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a request belongs to, as its client says (W3C Trace Context). Immutable; {@code
 * toString} hides it, as it links what one client does.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param parentId which span of the client's asks: 16 such digits, not all zero
 * @param flags eight bits; of versions that are not known here only {@link #SAMPLED}
 * @param state what {@code tracestate} holds, not looked into; empty: nothing
 */
public record TraceContext(String traceId, String parentId, int flags, String state) {

  /** The bit by which the client says that it records the trace (§3.2.2.5.1). */
  public static final int SAMPLED = 1;

  /** The length up to which a {@code tracestate} is kept (§3.3.1.5). */
  public static final int MAX_STATE = 512;

  private static final Pattern PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private static final int TRACE_ID = 3;
  private static final int PARENT_ID = 36;
  private static final int FLAGS = 53;
  private static final int END = 55;

  private static final String FIRST_VERSION = "00";
  private static final String NO_VERSION = "ff";
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_PARENT = "0".repeat(16);

  /**
   * The context that the fields of a request's head give.
   *
   * @param parents the values of all {@code traceparent} fields, without surrounding white space
   * @param states those of all {@code tracestate} fields, in their order
   * @return null if there is none, or what there is cannot be relied on (§4.2)
   */
  public static @Nullable TraceContext of(List<String> parents, List<String> states) {
    if (parents.size() != 1) {
      return null;
    }
    String parent = parents.getFirst();
    if (!PARENT.matcher(parent).matches()) {
      return null;
    }
    String version = parent.substring(0, FIRST_VERSION.length());
    boolean first = version.equals(FIRST_VERSION);
    if (version.equals(NO_VERSION) || (first && parent.length() > END)) {
      return null;
    }
    String traceId = parent.substring(TRACE_ID, PARENT_ID - 1);
    String parentId = parent.substring(PARENT_ID, FLAGS - 1);
    if (traceId.equals(NO_TRACE) || parentId.equals(NO_PARENT)) {
      return null;
    }
    int flags = Integer.parseInt(parent, FLAGS, END, 16);
    return new TraceContext(traceId, parentId, first ? flags : flags & SAMPLED, state(states));
  }

  /** Several fields are one list; a list that is too long is of no use in part. */
  private static String state(List<String> states) {
    String all = String.join(",", states);
    return all.length() > MAX_STATE ? "" : all;
  }

  @Override
  public String toString() {
    return "TraceContext[hidden]";
  }
}
