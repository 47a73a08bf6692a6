package io.github.httptunnel.server;

import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import java.net.InetAddress;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules and requests made by chance, from few words, so that they meet often. Whatever is allowed
 * leads to this machine: 127.1.0.0/16 to 127.3.0.0/16 are the web, 127.9.0.0/16 is a network that
 * is nobody's business.
 */
final class RandomVisits {

  private static final List<String> NAMES =
      List.of(
          "a.example",
          "www.a.example",
          "b.example",
          "ads.b.example",
          "listed.example",
          "ads.tracker.example",
          "inside.example",
          "mixed.example",
          "cloud.example",
          "gone.example",
          "A.Example",
          "b.example.");

  private static final List<String> ADDRESSES =
      List.of("127.1.0.1", "127.2.0.2", "127.3.0.3", "127.9.0.9", "169.254.169.254");

  private static final List<String> TARGETS =
      List.of(
          "*",
          "a.example",
          "*.a.example:%1$d",
          "b.example:%1$d,%2$d",
          "*.example",
          "127.1.0.0/16",
          "127.2.0.0/16:%1$d",
          "127.1.0.1",
          "127.9.0.0/16",
          "~(www|ads)\\..*");

  /** Handshakes take time, so that there are fewer. */
  private static final List<Entrance> OFTEN =
      Stream.of(Entrance.values())
          .flatMap(at -> Stream.generate(() -> at).limit(at.isInTls() ? 1 : 3))
          .toList();

  private final Random random;
  private final List<InetAddress> clients;
  private final List<Integer> ports;
  private final int own;

  /**
   * @param clients addresses of this machine
   * @param ports of targets, the last of which refuses
   * @param own where the program itself listens on all addresses
   */
  RandomVisits(long seed, List<InetAddress> clients, List<Integer> ports, int own) {
    this.random = new Random(seed);
    this.clients = clients;
    this.ports = ports;
    this.own = own;
  }

  static void name(DnsPeer dns) {
    dns.answer("a.example", DnsAnswer.addresses("127.1.0.1"))
        .answer("www.a.example", DnsAnswer.addresses("127.1.0.2", "127.2.0.2"))
        .answer("b.example", DnsAnswer.addresses("127.2.0.1"))
        .answer("ads.b.example", DnsAnswer.addresses("127.3.0.3", "127.1.0.3"))
        .answer("listed.example", DnsAnswer.addresses("127.1.0.4"))
        .answer("ads.tracker.example", DnsAnswer.addresses("127.2.0.4"))
        .answer("inside.example", DnsAnswer.addresses("127.9.0.1"))
        .answer("mixed.example", DnsAnswer.addresses("127.9.0.1", "127.1.0.5"))
        .answer("cloud.example", DnsAnswer.addresses("169.254.169.254"));
  }

  /** A rule book; {@code trackers} and {@code blocks} are its lists. */
  String yaml() {
    List<String> rules = Stream.generate(this::rule).limit(1 + random.nextInt(5)).toList();
    List<String> keys = new ArrayList<>();
    keys.add("time_zone: UTC");
    keys.add("groups: { staff: [ann, carl], kids: [eve] }");
    keys.add("lists: { trackers: { file: trackers.txt }, blocks: { file: blocks.txt } }");
    keys.add("rules: [" + String.join(", ", rules) + "]");
    if (inOneOf(3)) {
      keys.add("default: " + one("allow", "deny"));
    }
    keys.add(
        one(
            "private_targets: allow",
            "private_targets: deny, private_targets_except: ['127.1.0.0/16', '127.2.0.0/16']",
            "private_targets_except: ['127.2.0.0/16']"));
    if (inOneOf(3)) {
      keys.add("ports: { connect: [%d], plain: [%d, %d] }".formatted(web(), web(), ports.get(1)));
    }
    String patterns =
        (inOneOf(6) ? "  allowed_targets: '^(www\\.)?a\\.example:'\n" : "")
            + (inOneOf(6) ? "  blocked_targets: '^ads\\.'\n" : "");
    return (patterns.isEmpty() ? "" : "target_connection:\n" + patterns)
        + "access: { "
        + String.join(", ", keys)
        + " }\n";
  }

  private String rule() {
    List<String> keys = new ArrayList<>();
    if (!inOneOf(4)) {
      keys.add("targets: [" + quoted(target()) + ", " + quoted(target()) + "]");
    }
    add(keys, 5, "lists: [" + one("trackers", "blocks", "trackers, blocks") + "]");
    add(
        keys,
        5,
        "clients: [" + one("127.0.0.2", "127.0.0.2/31", clients.getLast().getHostAddress()) + "]");
    add(keys, 5, "users: [" + one("ann", "eve", "ann, carl") + "]");
    add(keys, 5, "groups: [" + one("staff", "kids", "guests") + "]");
    add(keys, 6, "listeners: [" + one("clear, wide", "sealed, passwords", "tokens") + "]");
    add(keys, 6, "times: [" + quoted(one(around(0), around(3))) + "]");
    if (keys.isEmpty()) {
      keys.add("targets: ['*']");
    }
    return "{ " + one("allow", "deny", "report") + ": { " + String.join(", ", keys) + " } }";
  }

  private String target() {
    return one(TARGETS).formatted(web(), ports.get(1));
  }

  /** Three whole days: whatever the hour, today is well inside or well outside. */
  private static String around(int days) {
    LocalDate middle = LocalDate.now(ZoneOffset.UTC).plusDays(days);
    return day(middle.minusDays(1)) + "-" + day(middle.plusDays(1)) + " 00:00-24:00";
  }

  private static String day(LocalDate date) {
    return date.getDayOfWeek()
        .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
        .toLowerCase(Locale.ROOT);
  }

  /** A request that somebody can make. */
  Visit visit() {
    Entrance at = one(OFTEN);
    InetAddress client = one(at == Entrance.WIDE ? clients : clients.subList(0, 3));
    if (at == Entrance.FIXED) {
      return new Visit(at, client, null, Set.of(), fixed(web()), Kind.TUNNEL);
    }
    String user =
        switch (at) {
          case CLEAR, SEALED, WIDE, FIXED -> null;
          case PASSWORDS, TOKENS, CERTIFICATES -> one("ann", "eve", "carl", "zoe");
        };
    Set<String> groups = new LinkedHashSet<>();
    if (at == Entrance.TOKENS) {
      Stream.of("staff", "guests", "others").filter(_ -> inOneOf(2)).forEach(groups::add);
    }
    int port = inOneOf(12) ? own : one(ports);
    String authority = one(inOneOf(3) ? ADDRESSES : NAMES) + ":" + port;
    return new Visit(at, client, user, groups, authority, one(List.of(Kind.values())));
  }

  /** Where every connection to the listener with a target of its own leads. */
  static String fixed(int port) {
    return "127.9.0.7:" + port;
  }

  private int web() {
    return ports.getFirst();
  }

  private void add(List<String> keys, int chance, String key) {
    if (inOneOf(chance)) {
      keys.add(key);
    }
  }

  private boolean inOneOf(int times) {
    return random.nextInt(times) == 0;
  }

  private String one(String... some) {
    return one(List.of(some));
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
