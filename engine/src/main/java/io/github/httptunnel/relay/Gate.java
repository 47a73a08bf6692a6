package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Share;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many bytes of one direction may go on: within the tunnel's payload, at the
 * direction's own pace, and as its share of what all have.
 */
final class Gate {

  private final Payload payload;
  private final @Nullable Pace pace;
  private final @Nullable MaximumRate maximum;
  private final Share share;
  private final Wheel wheel;
  private @Nullable Timer timer;

  /**
   * @param payload of both directions
   */
  Gate(Payload payload, RelayPolicy policy, Share share, Wheel wheel, long now) {
    boolean shaped = policy.onMaxRate() == RelayPolicy.OnMaxRate.SHAPE;
    Long most = policy.maxRateBps();
    this.payload = payload;
    this.pace = most != null && shaped ? new Pace(most, now) : null;
    this.maximum = most != null && !shaped ? new MaximumRate(most, now) : null;
    this.share = share;
    this.wheel = wheel;
  }

  /** Whether all bytes that come may go at once. */
  boolean isAlwaysOpen() {
    return pace == null && share.isUnlimited() && payload.isUnlimited();
  }

  /** Lets bytes go: from none to all that are wanted. */
  int admit(int wanted, long now) {
    int most = payload.within(wanted);
    if (pace != null) {
      most = (int) Math.min(most, pace.available(now));
    }
    int given = most == 0 ? 0 : share.take(most);
    payload.spend(given);
    if (pace != null) {
      pace.spend(given, now);
    }
    return given;
  }

  /** Calls back once when bytes that were not let go may be; always the same. */
  void whenMore(int waiting, Runnable resume, long now) {
    if (pace == null || pace.available(now) > 0) {
      share.whenMore(resume);
      return;
    }
    if (timer == null) {
      timer = new Timer(wheel, resume);
    }
    timer.set(pace.readyAt(waiting));
  }

  /** Whether the tunnel may carry nothing more. */
  boolean isPayloadSpent() {
    return payload.isSpent();
  }

  /** Counts bytes that went; whether they went faster than they may. */
  boolean isTooFast(int bytes, long now) {
    return maximum != null && maximum.isExceededBy(bytes, now);
  }

  /** Calls nobody back any more. */
  void close() {
    if (timer != null) {
      timer.cancel();
    }
    share.close();
  }
}
