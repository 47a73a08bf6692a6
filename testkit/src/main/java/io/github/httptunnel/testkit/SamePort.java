package io.github.httptunnel.testkit;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Two parties at different addresses that have one port in common. Which port is free at one
 * address may be taken at the other, so it takes a few tries.
 *
 * @param <A> what the first is
 * @param <B> what the second is
 * @param first got any port
 * @param second has the same
 */
public record SamePort<A extends AutoCloseable, B extends AutoCloseable>(A first, B second)
    implements AutoCloseable {

  private static final int TRIES = 100;

  /**
   * Opens both.
   *
   * @param first opens the first on any port
   * @param second opens the second on the port of the first
   * @throws UncheckedIOException with a {@link BindException} if no port was free for both
   */
  public static <A extends AutoCloseable, B extends AutoCloseable> SamePort<A, B> open(
      Supplier<A> first, Function<A, B> second) {
    for (int tries = 1; ; tries++) {
      A opened = first.get();
      try {
        return new SamePort<>(opened, second.apply(opened));
      } catch (UncheckedIOException e) {
        Quietly.close(opened);
        if (tries == TRIES || !(e.getCause() instanceof BindException)) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    Quietly.close(second);
    Quietly.close(first);
  }
}
