package io.github.httptunnel.testkit;

import io.github.httptunnel.testkit.TorturePlan.Part;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Does one side's part of a {@link TorturePlan}. */
final class TortureSide {

  private final Part part;
  private final TortureEnd end;
  private final SplitMix64 sent;
  private final HashCheck received;
  private final SplitMix64 cuts;
  private final AtomicLong moved = new AtomicLong();
  private volatile boolean finished;
  private volatile boolean broken;
  private volatile boolean reset;

  /**
   * @param sent what it sends
   * @param received compares what it gets
   */
  TortureSide(long seed, Part part, TortureEnd end, SplitMix64 sent, HashCheck received) {
    this.part = part;
    this.end = end;
    this.sent = sent;
    this.received = received;
    this.cuts = new SplitMix64(seed ^ 0x5DEECE66DL);
  }

  TortureVerdict run() throws InterruptedException {
    Thread sender = Thread.ofVirtual().name("torture-sender").start(this::sendAll);
    if (part.late()) {
      sender.join();
    }
    Ending ending = readAll();
    sender.join();
    return new TortureVerdict(received.received(), received.firstWrong(), ending, finished, broken);
  }

  private void sendAll() {
    byte[] chunk = new byte[part.longestWrite()];
    try {
      for (long left = part.bytes(); left > 0 && !isDue(); ) {
        int length = (int) Math.min(left, cuts.upTo(part.longestWrite()));
        sent.fill(chunk, length);
        end.write(chunk, length);
        moved.addAndGet(length);
        left -= length;
      }
      if (!isDue()) {
        finished = true;
        end.halfClose();
      }
    } catch (IOException gone) {
      broken = true;
    }
  }

  private Ending readAll() {
    byte[] chunk = new byte[part.longestRead()];
    try {
      while (!isDue()) {
        int count = end.read(chunk);
        if (count < 0) {
          return Ending.FIN;
        }
        received.accept(chunk, count);
        moved.addAndGet(count);
      }
      return Ending.CLOSED_HERE;
    } catch (SocketTimeoutException nothingComes) {
      return Ending.OPEN;
    } catch (IOException gone) {
      return reset ? Ending.CLOSED_HERE : Ending.RESET;
    }
  }

  /** Whether the reset is due; whoever sees it first does it. */
  private boolean isDue() {
    if (moved.get() >= part.resetAfter() && !reset) {
      reset = true;
      try {
        end.reset();
      } catch (IOException gone) {
        broken = true;
      }
    }
    return reset;
  }
}
