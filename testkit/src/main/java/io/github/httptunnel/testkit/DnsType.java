package io.github.httptunnel.testkit;

/** The types of DNS records that {@link DnsPeer} knows (RFC 1035 §3.2.2, RFC 3596 §2.1). */
public enum DnsType {
  /** An IPv4 address. */
  A(1),
  /** Another name for a name. */
  CNAME(5),
  /** The start of a zone; in an answer without records it tells how long that holds. */
  SOA(6),
  /** An IPv6 address. */
  AAAA(28),
  /** Anything else. */
  OTHER(0);

  private final int code;

  DnsType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static DnsType of(int code) {
    for (DnsType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return OTHER;
  }
}
