package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.Step;
import io.github.httptunnel.tunnel.Decision;
import java.net.InetAddress;
import java.util.List;

/**
 * How a decision comes about.
 *
 * @param request what was asked
 * @param listener the listener's name
 * @param verdict what would come of it
 * @param byName what is looked at before anything is looked up; empty if the client is not served
 * @param byAddress the same for each of the target's addresses; empty if none was looked at
 */
public record Explanation(
    ExplainRequest request,
    String listener,
    Verdict verdict,
    List<Step> byName,
    List<AddressSteps> byAddress) {

  /** Copies the lists. */
  public Explanation {
    byName = List.copyOf(byName);
    byAddress = List.copyOf(byAddress);
  }

  /** Whether the request would be led to its target. */
  public boolean allowed() {
    return verdict instanceof Verdict.Allowed;
  }

  @Override
  public String toString() {
    return "Explanation[listener=" + listener + ", verdict=" + verdict + "]";
  }

  /**
   * One of the target's addresses.
   *
   * @param decision what is decided on it
   * @param steps how that comes about
   */
  public record AddressSteps(InetAddress address, Decision decision, List<Step> steps) {

    /** Copies the list. */
    public AddressSteps {
      steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
      return "AddressSteps[hidden]";
    }
  }
}
