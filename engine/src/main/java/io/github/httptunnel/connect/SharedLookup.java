package io.github.httptunnel.connect;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One look-up and all who wait for it. It is given up when nobody does any more. */
final class SharedLookup {

  private final EventLoop loop;
  private final Future<NameAnswer> asked;
  private final Set<Promise<Resolution>> waiters = new LinkedHashSet<>();

  SharedLookup(EventLoop loop, Future<NameAnswer> asked) {
    this.loop = loop;
    this.asked = asked;
  }

  Promise<Resolution> join() {
    Promise<Resolution> waiter = loop.newPromise();
    waiters.add(waiter);
    waiter.addListener(_ -> {
      waiters.remove(waiter);
      if (waiters.isEmpty()) {
        asked.cancel(false);
      }
    });
    return waiter;
  }

  /** Whether the last waiter has left; nobody can join any more. */
  boolean abandoned() {
    return asked.isCancelled();
  }

  /** Tells everybody. The list is copied because a listener may join or leave while it is told. */
  void finish() {
    for (Promise<Resolution> waiter : List.copyOf(waiters)) {
      if (asked.isSuccess()) {
        waiter.trySuccess(asked.getNow().resolution());
      } else {
        waiter.tryFailure(asked.cause());
      }
    }
  }
}
