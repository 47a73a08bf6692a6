package io.github.httptunnel.server;

import java.util.Locale;

/** A listener, and how its clients say who they are; in the order of the configuration. */
enum Entrance {
  CLEAR("bind: '127.0.0.1:0', from: [127.0.0.1, 127.0.0.2]"),
  SEALED("bind: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem }"),
  PASSWORDS("bind: '127.0.0.1:0', auth: { users: users.htpasswd }"),
  CERTIFICATES(
      "bind: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem },"
          + " auth: { client_certificates: { ca: ca.pem } }"),
  TOKENS(
      "bind: '127.0.0.1:0', auth: { jwt: { jwks: keys.jwks, issuer: 'https://login.example',"
          + " audience: http-tunnel, groups_claim: roles } }"),
  WIDE("bind: '0.0.0.0:0', from: [0.0.0.0/0]"),
  FIXED("bind: '127.0.0.1:0', from: [127.0.0.1, 127.0.0.3], target: '%s'");

  private final String yaml;

  Entrance(String yaml) {
    this.yaml = yaml;
  }

  /** The listener's name. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The listener's part of a configuration.
   *
   * @param fixed where {@link #FIXED} leads
   */
  String yaml(String fixed) {
    return "  - { name: " + code() + ", " + yaml.formatted(fixed) + " }\n";
  }

  boolean isInTls() {
    return this == SEALED || this == CERTIFICATES;
  }
}
