package io.github.httptunnel.relay;

/**
 * An action that a {@link Wheel} runs at a time that can be changed; the object is the wheel's
 * entry, so setting it again and again allocates nothing. Confined to the wheel's event loop.
 */
final class Timer {

  private final Wheel wheel;
  private final Runnable action;
  private Timer previous = this;
  private Timer next = this;
  private long tick;

  Timer(Wheel wheel, Runnable action) {
    this.wheel = wheel;
    this.action = action;
  }

  /**
   * Runs the action once, at this time of the loop's clock or up to one tick later, and not when it
   * would have run before; at {@link Nanos#NEVER} not at all.
   */
  void set(long nanos) {
    unlink();
    if (nanos != Nanos.NEVER) {
      wheel.add(this, nanos);
    }
  }

  /** The action does not run, unless set again. */
  void cancel() {
    unlink();
  }

  /** The tick in which it is due. */
  long tick() {
    return tick;
  }

  void dueIn(long when) {
    tick = when;
  }

  void run() {
    action.run();
  }

  /** Puts this into the ring of another. */
  void join(Timer ring) {
    previous = ring;
    next = ring.next;
    next.previous = this;
    ring.next = this;
  }

  /** Some other timer in the same ring, or this one itself if it is alone. */
  Timer neighbour() {
    return previous;
  }

  /** Leaves the ring it is in. */
  void unlink() {
    previous.next = next;
    next.previous = previous;
    previous = this;
    next = this;
  }
}
