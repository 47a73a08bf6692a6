package io.github.httptunnel.server.accesslog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What may be said about an exception: its class and where in this program it happened. Its message
 * is left behind, as it may hold addresses ("connect to 192.0.2.1 refused" is the JDK's own text).
 *
 * @param type the class
 * @param frames {@code class:line} of this program's code, innermost first, at most {@value
 *     #MAX_FRAMES}
 */
record Fault(String type, List<String> frames) {

  private static final int MAX_FRAMES = 12;
  private static final int MAX_CAUSES = 4;

  /** The exception and its causes, the outermost first; at most {@value #MAX_CAUSES}. */
  static List<Fault> chain(Throwable thrown) {
    List<Fault> chain = new ArrayList<>();
    Throwable next = thrown;
    while (next != null && chain.size() < MAX_CAUSES) {
      chain.add(of(next));
      next = next.getCause();
    }
    return List.copyOf(chain);
  }

  private static Fault of(Throwable thrown) {
    List<String> frames =
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> OwnCode.owns(frame.getClassName()))
            .limit(MAX_FRAMES)
            .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
            .toList();
    return new Fault(thrown.getClass().getName(), frames);
  }

  /** The class, and after it the frames if there are any. */
  @Override
  public String toString() {
    return frames.isEmpty() ? type : type + " at " + String.join(" < ", frames);
  }
}
