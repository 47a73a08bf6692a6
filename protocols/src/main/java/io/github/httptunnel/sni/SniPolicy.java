package io.github.httptunnel.sni;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What TLS inside a tunnel must look like: the server name of its ClientHello (RFC 6066 §3) is that
 * of the CONNECT. What cannot be compared is decided here.
 *
 * @param withoutSni a hello that names no host, unless the tunnel leads to an address
 * @param notTls anything that does not begin as TLS does
 * @param ech a hello with an encrypted one inside, or with something that looks like it (RFC 9849)
 * @param ports the ports of targets to which this applies; absent: all
 */
public record SniPolicy(Verdict withoutSni, Verdict notTls, Ech ech, @Nullable Set<Integer> ports) {

  /** What happens to what cannot be compared. */
  public enum Verdict {
    /** The tunnel is closed. */
    DENY,
    /** It goes on. */
    ALLOW
  }

  /** What happens to hellos that may hide another. */
  public enum Ech {
    /** The tunnel is closed; browsers that only pretend to hide something are shut out too. */
    DENY,
    /** The visible name counts. */
    MATCH,
    /** It goes on, whatever the visible name. */
    ALLOW
  }

  /** Copies the ports. */
  public SniPolicy {
    ports = ports == null ? null : Set.copyOf(ports);
  }

  /** TLS with the right visible name, and nothing else. */
  public static SniPolicy strict() {
    return new SniPolicy(Verdict.DENY, Verdict.DENY, Ech.MATCH, null);
  }

  /** Whether it applies to targets with this port. */
  boolean covers(int port) {
    return ports == null || ports.contains(port);
  }
}
