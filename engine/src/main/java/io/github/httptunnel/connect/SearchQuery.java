package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A whole look-up: one spelling of the name after the other, until the deadline. */
final class SearchQuery {

  private final EventLoop loop;
  private final Queue<String> spellings;
  private final Function<String, Future<NameAnswer>> ask;
  private final Promise<NameAnswer> promise;
  private @Nullable Future<NameAnswer> current;

  /**
   * A look-up that has not begun.
   *
   * @param spellings full names, at least one
   * @param ask starts the query for one of them
   */
  SearchQuery(
      EventLoop loop, Collection<String> spellings, Function<String, Future<NameAnswer>> ask) {
    this.loop = loop;
    this.spellings = new ArrayDeque<>(spellings);
    this.ask = ask;
    this.promise = loop.newPromise();
  }

  Future<NameAnswer> run(Duration timeout) {
    Future<?> deadline = loop.schedule(this::timeOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
    promise.addListener(_ -> {
      deadline.cancel(false);
      if (current != null) {
        current.cancel(false);
      }
    });
    askNext();
    return promise;
  }

  private void timeOut() {
    promise.trySuccess(new NameAnswer.Broken(new TimedOut(TimedOut.Wait.DNS)));
  }

  private void askNext() {
    Future<NameAnswer> asked = ask.apply(spellings.remove());
    current = asked;
    asked.addListener(_ -> answered(asked));
  }

  private void answered(Future<NameAnswer> asked) {
    if (promise.isDone()) {
      return;
    }
    NameAnswer answer = asked.getNow();
    if (answer instanceof NameAnswer.Absent && !spellings.isEmpty()) {
      askNext();
    } else {
      promise.trySuccess(answer);
    }
  }
}
