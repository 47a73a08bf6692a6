package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.access.ListHit;
import io.github.httptunnel.access.NameList;
import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.connect.AddressOrder;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.connect.Resolution;
import io.github.httptunnel.connect.Resolver;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What decides, for tests: listener {@code main} on a loopback address. */
final class Books {

  /** Some Monday at noon. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-30T12:00:00Z"));

  private Books() {}

  static ListenerView view(AccessConfig access) {
    return view(access, new OwnAddresses());
  }

  static ListenerView view(AccessConfig access, OwnAddresses own) {
    Map<String, NameList> lists = Map.of("trackers", list("trackers", "listed.example"));
    return new ListenerView(
        "main", new RuleBook(access, own, lists, CLOCK), ClientFilter.anyone(), true);
  }

  static Explainer explainer(ListenerView view, Resolver resolver, EventLoop loop) {
    Deciding deciding =
        new Deciding(List.of(view), resolver, new AddressOrder(DnsPolicy.Prefer.AUTO));
    return new Explainer(() -> deciding, loop);
  }

  private static NameList list(String name, String... entries) {
    List<String> all = List.of(entries);
    return new NameList() {
      @Override
      public @Nullable ListHit find(Host host) {
        int index = all.indexOf(host.text());
        return index < 0 ? null : new ListHit(name, index + 1);
      }

      @Override
      public boolean holdsAddresses() {
        return false;
      }
    };
  }

  /** Names with these addresses; no others exist. */
  static Resolver names(Map<String, List<InetAddress>> addresses) {
    return (name, _, loop) -> {
      List<InetAddress> found = addresses.get(name.text());
      return loop.newSucceededFuture(
          found == null
              ? new Resolution.Failed(new Unresolvable(Unresolvable.Answer.NO_SUCH_NAME))
              : new Resolution.Found(found));
    };
  }

  static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }

  static Target target(String text) {
    return switch (TargetSyntax.parse(text)) {
      case TargetSyntax.Valid(Target target) -> target;
      case TargetSyntax.Invalid(String problem) -> throw new IllegalArgumentException(problem);
    };
  }
}
