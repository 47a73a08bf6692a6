package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rules against the sentence that explains them: the first that matches name or address decides.
 */
class JudgementModelTest {

  private static final List<String> NAMES =
      List.of("a.example", "b.example", "x.a.example", "y.x.a.example", "xa.example");
  private static final List<String> ADDRESSES = List.of("1.2.3.4", "1.2.3.5", "1.2.4.4", "9.9.9.9");
  private static final List<String> PATTERNS =
      List.of(
          "a.example", "*.a.example", "*.example:443", "*:80", "1.2.3.0/24", "1.2.3.4:443", "*");

  private final Random random = new Random(7);

  private record Line(Action action, String pattern) {}

  @Test
  void decidesAsIfNameAndAddressHadBeenKnownFromTheStart() {
    int early = 0;
    for (int i = 0; i < 20_000; i++) {
      List<Line> lines = lines();
      RuleBook book = book(lines);
      TunnelRequest request = Requests.local(one(NAMES) + ":" + one(List.of("80", "443")));
      Decision byName = book.byName(request);
      for (String address : ADDRESSES) {
        Decision wanted = model(lines, request.target().authority(), address);
        Decision byAddress = book.byAddress(request, InetAddress.ofLiteral(address));
        assertThat(allowed(byAddress)).as("%s", lines).isEqualTo(allowed(wanted));
        assertThat(rule(byAddress)).as("%s", lines).isEqualTo(rule(wanted));
        if (!allowed(byName)) {
          early++;
          assertThat(allowed(wanted)).as("denied by name: %s", lines).isFalse();
        }
        if (rule(byName) != null && allowed(byName)) {
          assertThat(rule(wanted)).as("%s", lines).isEqualTo(rule(byName));
        }
      }
      assertNoLookUpInVain(lines, request, byName);
    }
    assertThat(early).isGreaterThan(10_000);
  }

  /** A name goes to the look-up only if some address, perhaps none of ours, could be allowed. */
  private static void assertNoLookUpInVain(
      List<Line> lines, TunnelRequest request, Decision byName) {
    boolean anyAllowed =
        ADDRESSES.stream()
            .anyMatch(address -> allowed(model(lines, request.target().authority(), address)));
    boolean allowsAddresses =
        lines.stream()
            .anyMatch(
                line -> line.action().allows() && Character.isDigit(line.pattern().charAt(0)));
    if (!anyAllowed && !allowsAddresses) {
      assertThat(allowed(byName)).as("%s", lines).isFalse();
    }
  }

  private static Decision model(List<Line> lines, String authority, String address) {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (matches(line.pattern(), authority, address)) {
        return line.action().allows()
            ? new Decision.Allowed(new RuleRef("rules[" + i + "]"), false)
            : denied(new RuleRef("rules[" + i + "]"));
      }
    }
    return lines.stream().anyMatch(line -> line.action() == Action.ALLOW)
        ? denied(RuleSet.DEFAULT)
        : new Decision.Allowed();
  }

  private static Decision denied(RuleRef rule) {
    return new Decision.Denied(new Forbidden(Forbidden.Rule.RULE), rule);
  }

  private static boolean matches(String pattern, String authority, String address) {
    String[] asked = authority.split(":", -1);
    String[] wanted = pattern.split(":", -1);
    if (wanted.length > 1 && !wanted[1].equals(asked[1])) {
      return false;
    }
    return switch (wanted[0]) {
      case "*" -> true;
      case "1.2.3.0/24" -> address.startsWith("1.2.3.");
      case "1.2.3.4" -> address.equals("1.2.3.4");
      default ->
          wanted[0].startsWith("*.")
              ? asked[0].endsWith(wanted[0].substring(1))
              : asked[0].equals(wanted[0]);
    };
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      lines.add(new Line(one(List.of(Action.values())), one(PATTERNS)));
    }
    return lines;
  }

  private static RuleBook book(List<Line> lines) {
    Rulings rulings = new Rulings();
    for (Line line : lines) {
      switch (line.action()) {
        case ALLOW -> rulings.allow(Rulings.targets(line.pattern()));
        case DENY -> rulings.deny(Rulings.denied(line.pattern()));
        case REPORT -> rulings.report(Rulings.targets(line.pattern()));
      }
    }
    return rulings.book();
  }

  private static boolean allowed(Decision decision) {
    return decision instanceof Decision.Allowed;
  }

  private static @Nullable RuleRef rule(Decision decision) {
    return switch (decision) {
      case Decision.Allowed(var rule, _) -> rule;
      case Decision.Denied(_, var rule) -> rule;
    };
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
