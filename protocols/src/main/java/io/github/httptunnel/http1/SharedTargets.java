package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.ClientInfo;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Target connections that serve all clients of an event loop. Clients on this machine have their
 * own: they may be led to addresses that others may not, and the address of a connection is not
 * judged a second time.
 */
final class SharedTargets {

  private final FastThreadLocal<KeptTargets> forThisMachine;
  private final FastThreadLocal<KeptTargets> forOthers;

  SharedTargets(ExchangePolicy policy) {
    this.forThisMachine = oneForEachLoop(policy);
    this.forOthers = oneForEachLoop(policy);
  }

  /** Those for a client; to be called on its event loop. */
  KeptTargets of(ClientInfo client) {
    return (client.onThisMachine() ? forThisMachine : forOthers).get();
  }

  private static FastThreadLocal<KeptTargets> oneForEachLoop(ExchangePolicy policy) {
    return new FastThreadLocal<>() {
      @Override
      protected KeptTargets initialValue() {
        return KeptTargets.under(policy);
      }
    };
  }
}
