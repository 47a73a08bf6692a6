package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.LoopPulse;
import io.github.httptunnel.limit.MemoryLevel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * The thread that looks after the others: ten times a second it measures memory, feels the pulse of
 * every event loop, and does what the level asks for. It must not depend on a loop, so it is none.
 */
final class OverloadWatch implements AutoCloseable {

  /** Tunnels of each loop that are ended at once; then it is measured again. */
  private static final int ENDED_AT_ONCE = 8;

  private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int FRAMES = 12;
  private static final List<String> NAMEABLE =
      List.of("io.github.httptunnel.", "io.netty.", "java.", "jdk.", "sun.");

  private final Overload overload;
  private final Safeguards safeguards;
  private final Listeners listeners;
  private final Logger log;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("overload-watch").factory());
  private MemoryLevel level = MemoryLevel.NORMAL;
  private MemoryLevel said = MemoryLevel.NORMAL;
  private long quietUntil = System.nanoTime();
  private long stuckFor;
  private long beatAt = System.nanoTime();

  OverloadWatch(Overload overload, Safeguards safeguards, Listeners listeners, Logger log) {
    this.overload = overload;
    this.safeguards = safeguards;
    this.listeners = listeners;
    this.log = log;
    this.stuckFor = safeguards.stuckAfter().toNanos();
  }

  void start() {
    // not at a fixed rate: a process that was stopped would make up for all it has missed
    thread.scheduleWithFixedDelay(
        this::look, LoopPulse.LOOK_NANOS, LoopPulse.LOOK_NANOS, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void look() {
    try {
      lookAtLoops();
      lookAtMemory(System.nanoTime());
      beat(System.nanoTime());
    } catch (RuntimeException fault) {
      log.error("Fault of this program in the overload watch", fault);
    }
  }

  private void lookAtLoops() {
    overload.loops().look();
    overload
        .loops()
        .silentFor(stuckFor)
        .ifPresentOrElse(
            loop -> {
              safeguards.lastResort().accept(lastWords(loop));
              stuckFor += safeguards.stuckAfter().toNanos();
            },
            () -> stuckFor = safeguards.stuckAfter().toNanos());
  }

  private void beat(long now) {
    Heartbeat heartbeat = safeguards.heartbeat();
    long every = heartbeat.every().toNanos();
    if (now - beatAt >= every && overload.loops().silentFor(every).isEmpty()) {
      beatAt = now;
      heartbeat.beat().run();
    }
  }

  private void lookAtMemory(long now) {
    MemoryLevel before = level;
    level = overload.memory().measured(safeguards.memoryUse().getAsDouble(), now);
    if (before == MemoryLevel.NORMAL && overload.memory().isShort()) {
      listeners.all().forEach(listener -> listener.assembly().conserve());
    }
    if (level == MemoryLevel.RELIEVE) {
      listeners.all().forEach(listener -> listener.engine().relieve(ENDED_AT_ONCE));
    }
    if (level != said && now - quietUntil >= 0) {
      said = level;
      quietUntil = now + SAY_NANOS;
      say();
    }
  }

  private void say() {
    long percent = Math.round(100 * overload.memory().share());
    String what =
        switch (level) {
          case NORMAL -> "enough again";
          case CONSERVE -> "short: idle connections are not kept, reads are small";
          case SHED -> "very short: new connections and requests are refused";
          case RELIEVE -> "nearly gone: the tunnels that hold most of it are ended";
        };
    if (level == MemoryLevel.NORMAL) {
      log.info("Memory: {} % in use, {}", percent, what);
    } else {
      log.warn(
          "Memory: {} % in use, {} (raise -Xmx and -XX:MaxDirectMemorySize in"
              + " HTTP_TUNNEL_JAVA_OPTS, or lower limits.tunnels)",
          percent, what);
    }
  }

  /** Names of classes and methods only. */
  private String lastWords(EventLoop loop) {
    if (!(loop instanceof SingleThreadEventExecutor single)) {
      return "An event loop does not answer";
    }
    String frames =
        Arrays.stream(single.threadProperties().stackTrace())
            .filter(frame -> NAMEABLE.stream().anyMatch(frame.getClassName()::startsWith))
            .limit(FRAMES)
            .map(frame ->
                "%s.%s:%d"
                    .formatted(frame.getClassName(), frame.getMethodName(), frame.getLineNumber()))
            .collect(Collectors.joining(" < "));
    return String.format(
        Locale.ROOT,
        "Event loop %s has not answered for %d ms; it is at %s",
        single.threadProperties().name(),
        TimeUnit.NANOSECONDS.toMillis(stuckFor),
        frames);
  }
}
