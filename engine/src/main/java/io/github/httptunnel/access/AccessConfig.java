package io.github.httptunnel.access;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where clients may go.
 *
 * @param allowedTargets searched in {@code host:port}; absent: any target is allowed
 * @param blockedTargets searched in {@code host:port}; wins over {@code allowedTargets}
 * @param connectPorts the ports a CONNECT may name; absent: any for clients on this machine, 443
 *     for others
 * @param plainPorts the ports that requests without a tunnel may name; absent: any for clients on
 *     this machine, 80 and 8080 for others
 * @param privateTargets whether private addresses may be dialled; absent: only for clients on this
 *     machine
 * @param privateTargetsExcept blocks that may be dialled although private targets are denied
 * @param lists files of names and addresses, by the names that rules call them
 * @param rules asked after {@code blockedTargets} and before {@code allowedTargets}
 */
public record AccessConfig(
    @Nullable Pattern allowedTargets,
    @Nullable Pattern blockedTargets,
    @Nullable Set<Integer> connectPorts,
    @Nullable Set<Integer> plainPorts,
    @Nullable PrivateTargets privateTargets,
    List<Cidr> privateTargetsExcept,
    Map<String, ListSource> lists,
    RuleSet rules) {

  /** Whether private addresses may be dialled. */
  public enum PrivateTargets {
    /** By anybody. */
    ALLOW,
    /** By nobody. */
    DENY
  }

  /** Copies the collections and checks the ports' range. */
  public AccessConfig {
    connectPorts = checked("access.ports.connect", connectPorts);
    plainPorts = checked("access.ports.plain", plainPorts);
    privateTargetsExcept = List.copyOf(privateTargetsExcept);
    lists = Map.copyOf(lists);
  }

  /** The same without lists and rules. */
  public AccessConfig(
      @Nullable Pattern allowedTargets,
      @Nullable Pattern blockedTargets,
      @Nullable Set<Integer> connectPorts,
      @Nullable Set<Integer> plainPorts,
      @Nullable PrivateTargets privateTargets,
      List<Cidr> privateTargetsExcept) {
    this(
        allowedTargets,
        blockedTargets,
        connectPorts,
        plainPorts,
        privateTargets,
        privateTargetsExcept,
        Map.of(),
        RuleSet.NONE);
  }

  /** Everything as shipped. */
  public static AccessConfig defaults() {
    return new AccessConfig(null, null, null, null, null, List.of());
  }

  /** Whether this says of private targets that nobody may dial the block, whatever rules say. */
  public boolean keepsClosed(Cidr block) {
    return privateTargets == PrivateTargets.DENY
        && ReservedRanges.kindOf(block.first()) != AddressKind.PUBLIC
        && privateTargetsExcept.stream().noneMatch(except -> except.covers(block));
  }

  private static @Nullable Set<Integer> checked(String name, @Nullable Set<Integer> ports) {
    for (int port : ports == null ? Set.<Integer>of() : ports) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException(name + ": " + port + " (expected: 1 to 65535)");
      }
    }
    return ports == null ? null : Set.copyOf(ports);
  }
}
