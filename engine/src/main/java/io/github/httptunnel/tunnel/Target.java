package io.github.httptunnel.tunnel;

/**
 * Where a client wants to go. {@code toString} hides the host; {@link #authority()} shows it.
 *
 * @param host validated, see {@link TargetSyntax}
 * @param port 1 to 65535
 */
public record Target(Host host, int port) {

  /** Checks the port's range. */
  public Target {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
  }

  /** {@code host:port}, as in RFC 9110 §7.2. */
  public String authority() {
    return host.text() + ":" + port;
  }

  @Override
  public String toString() {
    return "Target[hidden]";
  }
}
