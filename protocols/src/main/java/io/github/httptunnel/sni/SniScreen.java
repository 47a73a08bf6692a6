package io.github.httptunnel.sni;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Screen;
import io.github.httptunnel.tunnel.Screening;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets tunnels go on only with TLS for the very host that was asked for. An allowed name then is no
 * way to another server behind the same address. Thread-safe.
 *
 * <p>Only the first hello is looked at: one that follows a HelloRetryRequest must repeat its name,
 * and it is the server that knows.
 */
public final class SniScreen implements Screen {

  private final SniPolicy policy;
  private final Duration timeout;

  /**
   * @param timeout for the whole hello
   */
  public SniScreen(SniPolicy policy, Duration timeout) {
    this.policy = policy;
    this.timeout = timeout;
  }

  @Override
  public @Nullable Screening of(TunnelRequest request) {
    return request.kind() == TunnelRequest.Kind.TUNNEL && policy.covers(request.target().port())
        ? new SniScreening(this, request.target().host(), timeout)
        : null;
  }

  /** Whether a target may speak first: what follows cannot be TLS. */
  boolean letsTargetSpeak() {
    return policy.notTls() == SniPolicy.Verdict.ALLOW;
  }

  /** Why a stream that began as no TLS must end; absent if it may go on. */
  @Nullable CloseReason notTls() {
    return policy.notTls() == SniPolicy.Verdict.DENY ? CloseReason.SNI_NOT_TLS : null;
  }

  /** Why a tunnel with this hello must end; absent if it may go on. */
  @Nullable CloseReason judge(ClientHello hello, Host asked) {
    if (hello.ech() && policy.ech() != SniPolicy.Ech.MATCH) {
      return policy.ech() == SniPolicy.Ech.DENY ? CloseReason.SNI_ENCRYPTED : null;
    }
    if (hello.serverName() != null) {
      return names(hello.serverName(), asked) ? null : CloseReason.SNI_MISMATCH;
    }
    // an address is no server name (RFC 6066 §3): there is none to be expected
    return asked instanceof Host.Address || policy.withoutSni() == SniPolicy.Verdict.ALLOW
        ? null
        : CloseReason.SNI_ABSENT;
  }

  private static boolean names(String serverName, Host asked) {
    return TargetSyntax.host(serverName) instanceof HostSyntax.Valid(Host host)
        && host.equals(asked);
  }
}
