package io.github.httptunnel.access;

/** How a file of names is written. */
public enum ListFormat {
  /** Each line as it looks; for lists that mix formats, and for those who do not want to know. */
  AUTO,
  /** An address and names in each line, as in {@code /etc/hosts}; the address does not matter. */
  HOSTS,
  /** One name or address in each line. */
  DOMAINS,
  /** Rules of AdBlock Plus, of which those for whole domains count. */
  ADBLOCK,
  /** {@code address=/name/}, {@code server=/name/} and {@code local=/name/}. */
  DNSMASQ,
  /** One address or block of addresses in each line. */
  CIDR
}
