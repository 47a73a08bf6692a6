package io.github.httptunnel.access;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where clients may go.
 *
 * @param allowedTargets searched in {@code host:port}; absent: any target is allowed
 * @param blockedTargets searched in {@code host:port}; wins over {@code allowedTargets}
 * @param connectPorts the ports a CONNECT may name; absent: any for clients on this machine, 443
 *     for others
 * @param privateTargets whether private addresses may be dialled; absent: only for clients on this
 *     machine
 * @param privateTargetsExcept blocks that may be dialled although private targets are denied
 */
public record AccessConfig(
    @Nullable Pattern allowedTargets,
    @Nullable Pattern blockedTargets,
    @Nullable Set<Integer> connectPorts,
    @Nullable PrivateTargets privateTargets,
    List<Cidr> privateTargetsExcept) {

  /** Whether private addresses may be dialled. */
  public enum PrivateTargets {
    /** By anybody. */
    ALLOW,
    /** By nobody. */
    DENY
  }

  /** Copies the collections and checks the ports' range. */
  public AccessConfig {
    for (int port : connectPorts == null ? Set.<Integer>of() : connectPorts) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException(
            "access.ports.connect: " + port + " (expected: 1 to 65535)");
      }
    }
    connectPorts = connectPorts == null ? null : Set.copyOf(connectPorts);
    privateTargetsExcept = List.copyOf(privateTargetsExcept);
  }

  /** Everything as shipped. */
  public static AccessConfig defaults() {
    return new AccessConfig(null, null, null, null, List.of());
  }
}
