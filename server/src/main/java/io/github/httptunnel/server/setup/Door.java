package io.github.httptunnel.server.setup;

/**
 * A listener for proxy clients, as one of them sees it.
 *
 * @param listener its name
 * @param host by which the client reaches it, an IPv6 address in brackets
 * @param port where it listens
 * @param tls whether it is spoken to inside TLS
 * @param password whether it asks for a name and a password
 * @param token whether it asks for a token, and takes nothing else for one
 * @param certificate whether it asks for a certificate
 */
record Door(
    String listener,
    String host,
    int port,
    boolean tls,
    boolean password,
    boolean token,
    boolean certificate) {

  /** As a proxy is called by most programs. */
  String url() {
    return scheme() + "://" + place();
  }

  /** The same with credentials in front. */
  String url(String credentials) {
    return scheme() + "://" + credentials + "@" + place();
  }

  /** The same with placeholders for the credentials, if some are asked for. */
  String urlWithCredentials() {
    return password ? url("NAME:PASSWORD") : url();
  }

  /** As PAC files call it. */
  String directive() {
    return (tls ? "HTTPS " : "PROXY ") + place();
  }

  /** The host without brackets. */
  String bareHost() {
    return host.replaceAll("^\\[|]$", "");
  }

  private String scheme() {
    return tls ? "https" : "http";
  }

  private String place() {
    return host + ":" + port;
  }
}
