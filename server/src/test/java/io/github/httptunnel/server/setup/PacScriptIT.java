package io.github.httptunnel.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.access.ReservedRanges;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The PAC file as JavaScript understands it, and the rules that it speaks of. */
class PacScriptIT {

  private static final Door HTTP = new Door("main", "192.0.2.1", 8080, false, false, false, false);
  private static final Door HTTPS =
      new Door("tls", "[2001:db8::1]", 8443, true, false, false, false);

  private static final String PROXIES = "PROXY 192.0.2.1:8080; HTTPS [2001:db8::1]:8443";

  private static AccessConfig access(@Nullable PrivateTargets privateTargets, String... except) {
    List<Cidr> blocks = Stream.of(except).map(Cidr::parse).toList();
    return new AccessConfig(null, null, null, null, privateTargets, blocks);
  }

  /** What a browser is told about each host. */
  private static List<String> answers(
      AccessConfig access, boolean onThisMachine, List<String> hosts) {
    String pac =
        new PacScript(Resource.text("pac.js")).text(List.of(HTTP, HTTPS), access, onThisMachine);
    String asks =
        """
        for (const host of require('node:fs').readFileSync('/dev/stdin', 'utf8').split('\\n')) {
          console.log(FindProxyForURL('https://' + host + '/', host));
        }
        """;
    return Command.of("node", "--eval", pac + asks)
        .fromPackage("nodejs")
        .input(String.join("\n", hosts))
        .run()
        .successful()
        .stdout()
        .lines()
        .toList();
  }

  @Test
  void namesGoThroughTheProxyButForThoseOfTheBrowsersOwnNetwork() {
    List<String> hosts =
        List.of(
            "example.org",
            "EXAMPLE.org.",
            "1.2.3.example",
            "intranet",
            "localhost",
            "a.localhost",
            "LOCALHOST.");
    assertThat(answers(access(null), false, hosts))
        .containsExactly(PROXIES, PROXIES, PROXIES, "DIRECT", "DIRECT", "DIRECT", "DIRECT");
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PROXY",
    "10.1.2.3, DIRECT",
    "172.31.255.255, DIRECT",
    "172.32.0.0, PROXY",
    "192.168.0.1, DIRECT",
    "127.0.0.1, DIRECT",
    "169.254.169.254, DIRECT",
    "224.0.0.1, DIRECT",
    "2606:4700::1, PROXY",
    "[2606:4700::1], PROXY",
    "::1, DIRECT",
    "fd00::7, DIRECT",
    "fe80::1%eth0, DIRECT",
    "::ffff:10.0.0.1, DIRECT",
    "::ffff:a00:1, DIRECT",
    "::ffff:8.8.8.8, PROXY",
    "ff02::1, DIRECT"
  })
  void addressesGoDirectlyIfTheyWouldBeRefused(String host, String start) {
    assertThat(answers(access(null), false, List.of(host)).getFirst()).startsWith(start);
  }

  @Test
  void whatIsExceptedOrAllowedIsAskedThroughTheProxy() {
    List<String> hosts = List.of("10.1.2.3", "10.2.0.0", "169.254.169.254");
    assertThat(answers(access(null, "10.1.0.0/16", "169.254.0.0/16"), false, hosts))
        .containsExactly(PROXIES, "DIRECT", "DIRECT");
    assertThat(answers(access(PrivateTargets.ALLOW), false, hosts))
        .containsExactly(PROXIES, PROXIES, "DIRECT");
    assertThat(answers(access(null), true, hosts)).containsExactly(PROXIES, PROXIES, "DIRECT");
    assertThat(answers(access(PrivateTargets.DENY), true, hosts))
        .containsExactly("DIRECT", "DIRECT", "DIRECT");
  }

  /** At the edges of all blocks, and anywhere; the seed is fixed. */
  @Test
  void agreesWithTheRulesOnAddresses() {
    AccessConfig access = access(null, "10.1.0.0/16", "fd00:1::/32");
    List<InetAddress> addresses = addresses();
    List<String> hosts = addresses.stream().map(NetUtil::toAddressString).toList();
    assertThat(answers(access, false, hosts))
        .isEqualTo(addresses.stream().map(address -> expected(access, address)).toList());
  }

  private static String expected(AccessConfig access, InetAddress address) {
    ClientInfo client =
        new ClientInfo(new InetSocketAddress("192.0.2.9", 40_000), "main", "http", false, 0);
    TunnelRequest request = new TunnelRequest(new Target(new Host.Address(address), 443), client);
    Decision decision = new RuleBook(access, new OwnAddresses()).byAddress(request, address);
    return decision instanceof Decision.Denied ? "DIRECT" : PROXIES;
  }

  private static List<InetAddress> addresses() {
    Random random = new Random(7);
    Stream<byte[]> edges =
        ReservedRanges.all().stream().flatMap(range -> edges(range.block().toString()));
    Stream<byte[]> anywhere =
        IntStream.range(0, 2000)
            .mapToObj(i -> {
              byte[] address = new byte[i % 2 == 0 ? 4 : 16];
              random.nextBytes(address);
              return address;
            });
    return Stream.concat(edges, anywhere).map(PacScriptIT::address).toList();
  }

  /** The first and the last address, and their neighbours. */
  private static Stream<byte[]> edges(String block) {
    byte[] first = InetAddress.ofLiteral(block.substring(0, block.indexOf('/'))).getAddress();
    byte[] last = first.clone();
    for (int bit = Integer.parseInt(block.substring(block.indexOf('/') + 1));
        bit < last.length * 8;
        bit++) {
      last[bit / 8] |= (byte) (128 >> (bit % 8));
    }
    return Stream.of(first, last, moved(first, -1), moved(last, 1));
  }

  private static byte[] moved(byte[] address, int by) {
    byte[] sum = new BigInteger(1, address).add(BigInteger.valueOf(by)).toByteArray();
    byte[] moved = new byte[address.length];
    for (int i = 1; i <= moved.length; i++) {
      moved[moved.length - i] = i <= sum.length ? sum[sum.length - i] : 0;
    }
    return moved;
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
