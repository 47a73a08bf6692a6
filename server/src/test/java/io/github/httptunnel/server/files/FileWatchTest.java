package io.github.httptunnel.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class FileWatchTest {

  private final AtomicInteger changes = new AtomicInteger();

  private FileWatch watch(Followed... followed) {
    return new FileWatch(
        Duration.ofMillis(1),
        () -> List.of(followed),
        changes::incrementAndGet,
        NOPLogger.NOP_LOGGER);
  }

  @Test
  void tellsOnceOfALookWithWhichSomethingElseHolds() {
    try (FileWatch watch = watch(() -> true, () -> true, () -> false)) {
      watch.look();
    }
    assertThat(changes).hasValue(1);
  }

  @Test
  void saysNothingIfAllIsAsBefore() {
    try (FileWatch watch = watch(() -> false)) {
      watch.look();
    }
    assertThat(changes).hasValue(0);
  }

  @Test
  void oneThatIsAtFaultDoesNotKeepItFromTheOthers() {
    Followed fault =
        () -> {
          throw new IllegalStateException("fault");
        };
    try (FileWatch watch = watch(fault, () -> true)) {
      watch.look();
    }
    assertThat(changes).hasValue(1);
  }

  @Test
  void looksByItselfOnceStarted() {
    try (FileWatch watch = watch(() -> true)) {
      watch.start();
      await().until(() -> changes.get() > 2);
    }
  }
}
