package io.github.httptunnel.tunnel;

import io.netty.channel.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of dialling a target. Failure is a value: it is expected. */
public sealed interface ConnectResult {

  /**
   * A connection that nobody reads yet.
   *
   * @param target registered on the event loop that was asked for, {@code AUTO_READ} off
   * @param dns the time of the look-up; absent when there was none
   * @param connect the time from the first dial
   */
  record Connected(Channel target, @Nullable Duration dns, Duration connect)
      implements ConnectResult {}

  /**
   * No connection.
   *
   * @param refusal what to tell the client
   * @param dns the time of the look-up; absent when there was none
   */
  record Failed(Refusal refusal, @Nullable Duration dns) implements ConnectResult {}
}
