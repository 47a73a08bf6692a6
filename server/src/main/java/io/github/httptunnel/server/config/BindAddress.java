package io.github.httptunnel.server.config;

import java.net.InetSocketAddress;

/**
 * The one place where the address of a listener is read: {@code 127.0.0.1:8080}, {@code [::1]:8080}
 * or {@code localhost:8080}. No name is looked up.
 */
public sealed interface BindAddress {

  /** What a valid text looks like, for messages. */
  String EXPECTED = "127.0.0.1:8080, 0.0.0.0:8080, [::1]:8080 or localhost:8080";

  /**
   * The text is an address.
   *
   * @param address resolved; port 0 to 65535
   */
  record Valid(InetSocketAddress address) implements BindAddress {}

  /**
   * The text is no address.
   *
   * @param problem a phrase of ours, never a part of the text
   */
  record Invalid(String problem) implements BindAddress {}

  /** Reads an address with its port. */
  static BindAddress parse(String text) {
    return BindAddressParser.parse(text);
  }
}
