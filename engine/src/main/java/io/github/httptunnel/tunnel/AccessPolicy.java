package io.github.httptunnel.tunnel;

import java.net.InetAddress;

/**
 * Who may go where. Asked twice: by name before anything is looked up, and by address for each
 * address that would be dialled. Must be thread-safe and must not block.
 */
public interface AccessPolicy {

  /** The decision on the request as it was asked. */
  Decision byName(TunnelRequest request);

  /**
   * The decision on one address that the target's name led to (or that the client named itself).
   */
  Decision byAddress(TunnelRequest request, InetAddress address);
}
