package io.github.httptunnel.server.assembly;

import java.net.InetSocketAddress;
import java.util.List;

/** What came of opening the listeners. */
public sealed interface BindResult {

  /**
   * All listen.
   *
   * @param addresses in the order of the configuration, with the ports the system chose
   */
  record Bound(List<InetSocketAddress> addresses) implements BindResult {}

  /**
   * One cannot listen, so none does.
   *
   * @param problem names the address and what to do
   */
  record Failed(String problem) implements BindResult {}
}
