package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How tunnels reach the origin.
 *
 * @param peer who is dialled: the proxy, or the origin itself
 * @param steps what the peer is asked before it leads to the origin
 * @param tls what the peer speaks TLS with; none for clear text
 */
record Route(InetSocketAddress peer, List<Step> steps, @Nullable SSLContext tls) {

  /** What went wrong on the way, for people. */
  LoadFailure failure(@Nullable InetAddress from, IOException cause) {
    String dialled = peer.getAddress().getHostAddress() + ":" + peer.getPort();
    String source = from == null ? "" : " from " + from.getHostAddress();
    return new LoadFailure(
        "cannot open a tunnel" + source + " through " + dialled + ": " + cause.getMessage(), cause);
  }
}
