package io.github.httptunnel.access;

/** Is told what a decision looks at, in order. */
@FunctionalInterface
public interface Trace {

  /** The next thing that was looked at. */
  void step(Step step);
}
