package io.github.httptunnel.relay;

/**
 * Whether one direction stands still because its receiver takes nothing, while the other direction
 * goes on, as arithmetic: time is an argument, in nanoseconds of any monotonic clock. Where neither
 * goes on {@link Silence} counts: a client that pauses a download is no peer that has vanished.
 */
final class Stall {

  private final long patience;
  private long taken;
  private long others;
  private long since;

  /**
   * @param patience how long a receiver may take nothing; {@link Nanos#NEVER}: for ever
   */
  Stall(long patience, long now) {
    this.patience = patience;
    this.since = now;
  }

  /**
   * Looks.
   *
   * @param waits whether bytes wait for the receiver
   * @param takenNow bytes that the receiver has taken so far
   * @param othersNow bytes that the other direction has carried so far
   */
  boolean isBroken(boolean waits, long takenNow, long othersNow, long now) {
    if (!waits || takenNow != taken) {
      taken = takenNow;
      others = othersNow;
      since = now;
    }
    return patience != Nanos.NEVER && now - since >= patience && othersNow > others;
  }

  /** Time has passed in which nobody could have taken anything. */
  void restart(long now) {
    since = now;
  }
}
