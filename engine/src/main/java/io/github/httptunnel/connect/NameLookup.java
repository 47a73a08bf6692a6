package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** A source of addresses that is asked anew each time; {@link CachingResolver} remembers for it. */
@FunctionalInterface
public interface NameLookup {

  /**
   * Asks. To be called on the event loop, where the future completes too: always successfully
   * unless cancelled, which gives up the question.
   */
  Future<NameAnswer> lookUp(Host.Name name, EventLoop loop);
}
