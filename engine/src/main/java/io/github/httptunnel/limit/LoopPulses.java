package io.github.httptunnel.limit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** The pulses of all event loops. One thread looks; any thread may ask what it has seen. */
public final class LoopPulses {

  private record Watched(EventLoop loop, LoopPulse pulse) {}

  private final LongSupplier nanoTime;
  private final List<Watched> all;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   * @param answers told how many nanoseconds each answer took, by the thread that looks
   */
  public LoopPulses(EventLoopGroup loops, LongSupplier nanoTime, LongConsumer answers) {
    List<Watched> watched = new ArrayList<>();
    for (EventExecutor loop : loops) {
      watched.add(new Watched((EventLoop) loop, new LoopPulse(nanoTime.getAsLong(), answers)));
    }
    this.nanoTime = nanoTime;
    this.all = List.copyOf(watched);
  }

  /** Looks at all loops, and asks those whose turn it is; about every 100 ms. */
  public void look() {
    long now = nanoTime.getAsLong();
    for (Watched watched : all) {
      if (!watched.loop().isShuttingDown() && watched.pulse().look(now)) {
        watched.loop().execute(() -> watched.pulse().answer(nanoTime.getAsLong()));
      }
    }
  }

  /** Whether the event loop that this is called on lags. */
  public boolean lagsHere() {
    for (Watched watched : all) {
      if (watched.pulse().lags() && watched.loop().inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  /** How many nanoseconds the slowest loop takes to get to a task, smoothed. */
  public long lag() {
    return all.stream().mapToLong(watched -> watched.pulse().lag()).max().orElse(0);
  }

  /** How many nanoseconds each loop takes to get to a task, smoothed. */
  public List<Long> lags() {
    return all.stream().map(watched -> watched.pulse().lag()).toList();
  }

  /** A loop that has not answered for so many nanoseconds. */
  public Optional<EventLoop> silentFor(long nanos) {
    return all.stream()
        .filter(watched -> !watched.loop().isShuttingDown())
        .filter(watched -> watched.pulse().silent() >= nanos)
        .map(Watched::loop)
        .findFirst();
  }
}
