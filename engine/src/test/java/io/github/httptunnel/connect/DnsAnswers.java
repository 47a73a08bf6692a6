package io.github.httptunnel.connect;

import io.github.httptunnel.connect.DnsWire.Query;
import io.github.httptunnel.connect.DnsWire.Response;
import java.net.InetAddress;
import java.util.List;

/** What well-behaved servers say in tests. */
final class DnsAnswers {

  static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");

  private DnsAnswers() {}

  /** The address of the family that is asked for, for a minute. */
  static List<byte[]> addresses(Query query) {
    return one(query.response().address(query.name(), 60, literal(query)));
  }

  static String literal(Query query) {
    return (query.type() == DnsWire.A ? V4 : V6).getHostAddress();
  }

  static List<byte[]> one(Response response) {
    return List.of(response.bytes());
  }

  static List<byte[]> both(Response first, List<byte[]> second) {
    return List.of(first.bytes(), second.getFirst());
  }
}
