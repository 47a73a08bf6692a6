package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.Host;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A list as it was read. Immutable; a look-up never blocks, and of a name that is not listed it
 * allocates nothing.
 *
 * <p>Of several entries that cover a host the longest counts; but an exception takes out whatever
 * lists it, unless that is marked as important.
 */
public final class HostList implements NameList {

  private final String name;
  private final SuffixTable names;
  private final AddressTable ipv4;
  private final AddressTable ipv6;
  private final ListReport report;

  HostList(
      String name, SuffixTable names, AddressTable ipv4, AddressTable ipv6, ListReport report) {
    this.name = name;
    this.names = names;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    this.report = report;
  }

  /** What was found in the file. */
  public ListReport report() {
    return report;
  }

  @Override
  public @Nullable ListHit find(Host host) {
    int mark =
        switch (host) {
          case Host.Name(String text) -> names.find(text);
          case Host.Address(InetAddress ip) -> find(EmbeddedIpv4.unmapped(ip).getAddress());
        };
    return Mark.isListed(mark) ? new ListHit(name, Mark.line(mark)) : null;
  }

  private int find(byte[] address) {
    return (address.length == 4 ? ipv4 : ipv6).find(address);
  }

  @Override
  public boolean holdsAddresses() {
    return !ipv4.isEmpty() || !ipv6.isEmpty();
  }
}
