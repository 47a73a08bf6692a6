package io.github.httptunnel.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The threads of the load, each with a part that nobody else touches. Used by one other thread.
 *
 * @param <P> the part
 */
final class Loops<P> implements AutoCloseable {

  private final CompletableFuture<Void> broken;
  private final List<Loop> loops;
  private final List<P> parts;

  private Loops(CompletableFuture<Void> broken, List<Loop> loops, List<P> parts) {
    this.broken = broken;
    this.loops = loops;
    this.parts = parts;
  }

  /** Starts that many threads, each with the part that is made for its loop. */
  static <P> Loops<P> start(String name, int threads, Function<Loop, P> part) throws IOException {
    CompletableFuture<Void> broken = new CompletableFuture<>();
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      loops.add(Loop.start(name + "-" + i, broken::completeExceptionally));
    }
    return new Loops<>(broken, loops, loops.stream().map(part).toList());
  }

  /** The same threads with what their parts hold. */
  <Q> Loops<Q> map(Function<P, Q> held) {
    return with(parts.stream().map(held).toList());
  }

  /** The same threads with other parts. */
  <Q> Loops<Q> with(List<Q> others) {
    return new Loops<>(broken, loops, others);
  }

  /** Fails when a tunnel ends, with the reason; never completes otherwise. */
  CompletableFuture<Void> broken() {
    return broken;
  }

  int size() {
    return loops.size();
  }

  /** What one thread does with its part. */
  @FunctionalInterface
  interface Deed<P> {
    void on(P part) throws IOException;
  }

  /** Lets each thread do something with its part, and waits for none. */
  void each(Deed<P> deed) {
    for (int i = 0; i < loops.size(); i++) {
      one(i, deed);
    }
  }

  /** The same for one of them. */
  void one(int index, Deed<P> deed) {
    P part = parts.get(index);
    loops.get(index).execute(() -> deed.on(part));
  }

  /** Asks each thread something about its part. */
  <T> List<T> ask(Function<P, T> question) {
    List<CompletableFuture<T>> answers = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      P part = parts.get(i);
      answers.add(loops.get(i).ask(() -> question.apply(part)));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** The sum of what the threads answer. */
  long sum(Function<P, Long> question) {
    return ask(question).stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    loops.forEach(Loop::close);
  }
}
