package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long an exchange waits for its client, and for its target. */
final class ExchangeClock {

  /**
   * A target that has not said by then whether it wants the content does not know the question, and
   * the client waits for the answer (RFC 9110 §10.1.1).
   */
  private static final Duration CONTINUE_AFTER = Duration.ofSeconds(1);

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Exchange exchange;
  private final RequestContentHandler content;
  private final Channel client;
  private final ExchangePolicy policy;
  private @Nullable Future<?> body;
  private @Nullable Future<?> response;
  private @Nullable Future<?> question;
  private long sentAt;

  ExchangeClock(
      Exchange exchange, RequestContentHandler content, Channel client, ExchangePolicy policy) {
    this.exchange = exchange;
    this.content = content;
    this.client = client;
    this.policy = policy;
  }

  /** The request is about to be passed on. */
  void start(boolean clientAwaitsContinue) {
    stop();
    if (content.isComplete()) {
      return;
    }
    if (policy.bodyTimeout() != null) {
      watchBody(policy.bodyTimeout().toNanos());
    }
    if (clientAwaitsContinue) {
      question = in(CONTINUE_AFTER.toNanos(), this::answerQuestion);
    }
  }

  /** Something of the request goes to the target now. */
  void sent() {
    sentAt = now();
  }

  /** All of the request has been passed on, though a maximum rate may hold its end back. */
  void requestPassed() {
    stop();
    sent();
    if (policy.responseTimeout() != null) {
      watchResponse(policy.responseTimeout().toNanos());
    }
  }

  /** The target has said something about the question whether to go on. */
  void continued() {
    cancel(question);
  }

  /** The final response has begun. */
  void answered() {
    cancel(question);
    cancel(response);
  }

  /** It is over. */
  void stop() {
    answered();
    cancel(body);
  }

  private void watchBody(long timeout) {
    Long since = content.silentSince();
    long left = since == null ? timeout : since + timeout - now();
    long pace = BodyPace.left(content.received(), content.waited());
    if (left <= 0 || pace <= 0) {
      fail(new TimedOut(TimedOut.Wait.BODY));
      return;
    }
    // while nobody waits for the client its time stands still, and need not be looked at closely
    long next = since == null ? Math.max(pace, LOOK_NANOS) : pace;
    body = in(Math.min(left, next), () -> watchBody(timeout));
  }

  private void watchResponse(long timeout) {
    long left = sentAt + timeout - now();
    if (left <= 0) {
      fail(new TimedOut(TimedOut.Wait.RESPONSE));
    } else {
      response = in(left, () -> watchResponse(timeout));
    }
  }

  private void answerQuestion() {
    client.writeAndFlush(
        Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));
  }

  /** Nothing has moved for too long, for whatever reason: the client is told if it still can be. */
  void overdue() {
    fail(new TimedOut(content.isComplete() ? TimedOut.Wait.RESPONSE : TimedOut.Wait.BODY));
  }

  private void fail(TimedOut timedOut) {
    content.signal(exchange.failure(timedOut, CloseReason.INCOMPLETE));
  }

  private long now() {
    return client.eventLoop().ticker().nanoTime();
  }

  private Future<?> in(long nanos, Runnable task) {
    return client.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
