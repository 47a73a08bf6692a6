package io.github.httptunnel.server.setup;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.AddressKind;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.ReservedRanges;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A proxy auto-configuration file: a function of JavaScript that a browser asks for each URL. It
 * looks no names up, which would tell the local network what the tunnel is to hide; so only
 * addresses that are written as such are told apart.
 */
final class PacScript {

  private static final String OPEN = "+";
  private static final String CLOSED = "-";

  /** What does not differ from one configuration to the other. */
  private final String program;

  PacScript(String program) {
    this.program = program;
  }

  /**
   * The file for somebody.
   *
   * @param doors at least one; they are tried in this order
   * @param access which private addresses may be dialled
   * @param onThisMachine whether the browser runs where the program does
   */
  String text(List<Door> doors, AccessConfig access, boolean onThisMachine) {
    boolean open =
        access.privateTargets() == PrivateTargets.ALLOW
            || (access.privateTargets() == null && onThisMachine);
    String proxies = doors.stream().map(Door::directive).collect(Collectors.joining("; "));
    String blocks =
        blocks(access.privateTargetsExcept(), open)
            .map(block -> "  \"" + block + '"')
            .collect(Collectors.joining(",\n"));
    return "var proxies = \"" + proxies + "\";\nvar blocks = [\n" + blocks + "\n];\n" + program;
  }

  /** In the order in which they count: the first that holds an address says what becomes of it. */
  private static Stream<String> blocks(List<Cidr> except, boolean open) {
    String others = open ? OPEN : CLOSED;
    return Stream.of(
            reserved(AddressKind::isNeverATarget).map(block -> CLOSED + block),
            except.stream().map(block -> OPEN + block),
            reserved(kind -> !kind.isNeverATarget()).map(block -> others + block))
        .flatMap(Function.identity());
  }

  private static Stream<Cidr> reserved(Predicate<AddressKind> which) {
    return ReservedRanges.all().stream()
        .filter(range -> which.test(range.kind()))
        .map(ReservedRanges.Range::block);
  }
}
