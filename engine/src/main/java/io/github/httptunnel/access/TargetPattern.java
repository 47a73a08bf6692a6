package io.github.httptunnel.access;

import com.google.re2j.Pattern;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Some targets, as rules name them: {@code example.org}, {@code *.example.org:443}, {@code
 * 192.0.2.0/24:*}, {@code ~ads[0-9]+\.example\.org}. Immutable.
 */
public final class TargetPattern {

  private final String text;
  private final HostPattern host;
  private final PortSet ports;

  TargetPattern(String text, HostPattern host, PortSet ports) {
    this.text = text;
    this.host = host;
    this.ports = ports;
  }

  /**
   * Reads a pattern. Names are normalised as those of requests are.
   *
   * @throws IllegalArgumentException with a message for the operator that says how to write what
   *     may have been meant, and holds no part of the text
   */
  public static TargetPattern parse(String text) {
    return TargetPatternParser.parse(text);
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** The expression behind {@code ~}; absent if it is none. */
  public @Nullable String expression() {
    return host instanceof HostPattern.Matching(Pattern expression) ? expression.pattern() : null;
  }

  /** The addresses that it names; absent if it names none. */
  public @Nullable Cidr block() {
    return host instanceof HostPattern.Block(Cidr block) ? block : null;
  }

  Fit fit(Target target, @Nullable InetAddress address) {
    return ports.contains(target.port()) ? host.fit(target.host(), address) : Fit.NO;
  }

  boolean isEverything() {
    return host instanceof HostPattern.Anything && ports.covers(PortSet.ANY);
  }

  boolean covers(TargetPattern other) {
    return ports.covers(other.ports) && host.covers(other.host);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TargetPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
