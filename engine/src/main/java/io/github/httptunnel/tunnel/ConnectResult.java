package io.github.httptunnel.tunnel;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of dialling a target. Failure is a value: it is expected. */
public sealed interface ConnectResult {

  /**
   * A connection that nobody reads yet.
   *
   * @param target registered on the event loop that was asked for, {@code AUTO_READ} off
   * @param address which of the target's addresses it leads to; absent when somebody else chose it
   * @param dns the time of the look-up; absent when there was none
   * @param connect the time from the first dial
   */
  record Connected(
      Channel target, @Nullable InetAddress address, @Nullable Duration dns, Duration connect)
      implements ConnectResult {

    @Override
    public String toString() {
      return "Connected[hidden]";
    }
  }

  /**
   * No connection.
   *
   * @param refusal what to tell the client
   * @param rule which rule was in the way; absent when none was
   * @param dns the time of the look-up; absent when there was none
   */
  record Failed(Refusal refusal, @Nullable RuleRef rule, @Nullable Duration dns)
      implements ConnectResult {

    /** No rule was in the way. */
    public Failed(Refusal refusal, @Nullable Duration dns) {
      this(refusal, null, dns);
    }
  }
}
