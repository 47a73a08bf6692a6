package io.github.httptunnel.relay;

/**
 * What a tunnel may do.
 *
 * @param upstream from the client to the target
 * @param downstream from the target to the client
 */
public record RelayRules(RelayPolicy upstream, RelayPolicy downstream) {

  /** The defaults both ways. */
  public static RelayRules defaults() {
    return new RelayRules(RelayPolicy.defaults(), RelayPolicy.defaults());
  }
}
