package io.github.httptunnel.tunnel;

/**
 * The one place where {@code host:port} is read: authority-form of RFC 9112 §3.2.3, stricter than
 * RFC 3986.
 *
 * <p>There is no default port. A name has letters, digits, hyphens and underscores (LDH of RFC 1123
 * plus what real hosts use); a dotted quad is the only spelling of an IPv4 address, as platform
 * resolvers read {@code 0x7f.1} and {@code 2130706433} as addresses too. Zone ids,
 * percent-encoding, user information and raw Unicode are refused.
 */
public sealed interface TargetSyntax {

  /** The text is a target. */
  record Valid(Target target) implements TargetSyntax {}

  /**
   * The text is not a target.
   *
   * @param problem a phrase of ours, never a part of the input
   */
  record Invalid(String problem) implements TargetSyntax {}

  /** Reads {@code host:port}. */
  static TargetSyntax parse(String text) {
    return TargetParser.target(text);
  }

  /** Reads a host alone: a name, a dotted quad or an IPv6 address in brackets. */
  static HostSyntax host(String text) {
    return TargetParser.host(text);
  }

  /**
   * Reads a host as an operator may write it: as {@link #host}, and in letters of any script, which
   * become what clients send for them.
   */
  static HostSyntax hostInAnyScript(String text) {
    return HostSpelling.host(text);
  }

  /** A host, or why there is none. */
  sealed interface HostSyntax {
    /** The text is a host. */
    record Valid(Host host) implements HostSyntax {}

    /**
     * The text is not a host.
     *
     * @param problem a phrase of ours, never a part of the input
     */
    record Invalid(String problem) implements HostSyntax {}
  }
}
