package io.github.httptunnel.access;

import java.util.Locale;

/** What an IP address is for, as far as it matters to those who dial it. */
public enum AddressKind {
  /** An ordinary address of the internet. */
  PUBLIC,
  /** {@code 0.0.0.0/8} (RFC 791 §3.2). */
  THIS_NETWORK,
  /** This machine (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
  LOOPBACK,
  /** A network of one's own: RFC 1918 and unique local addresses (RFC 4193). */
  PRIVATE,
  /** Behind a carrier's address translation (RFC 6598). */
  SHARED,
  /** This link only (RFC 3927, RFC 4291 §2.5.6). */
  LINK_LOCAL,
  /** The deprecated site-local unicast (RFC 3879). */
  SITE_LOCAL,
  /** Examples in documents (RFC 5737, RFC 3849, RFC 9637). */
  DOCUMENTATION,
  /** Measurements in laboratories (RFC 2544, RFC 5180). */
  BENCHMARKING,
  /** Set aside for protocols, not for hosts (RFC 6890 §2.1, RFC 2928). */
  PROTOCOL,
  /** Deprecated ways to carry IPv4 in IPv6, whose relays lead nobody knows where. */
  TRANSITION,
  /** A translation to IPv4 of the local network's own making (RFC 8215). */
  LOCAL_TRANSLATION,
  /** Traffic to be dropped, and addresses that stand for none (RFC 6666, RFC 9780). */
  DISCARD,
  /** Segment identifiers of SRv6 (RFC 9602). */
  SEGMENT_ROUTING,
  /** {@code 240.0.0.0/4} (RFC 1112 §4). */
  FUTURE,
  /** The metadata service of a cloud, which hands out credentials to whoever asks. */
  METADATA,
  /** No address at all; a kernel takes it for its own machine. */
  UNSPECIFIED,
  /** A group (RFC 5771, RFC 4291 §2.7). */
  MULTICAST,
  /** Everybody on the link (RFC 919). */
  BROADCAST;

  /** Whether no setting makes it a target: metadata, and what no connection can lead to. */
  public boolean isNeverATarget() {
    return compareTo(METADATA) >= 0;
  }

  /** The word used in explanations. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
