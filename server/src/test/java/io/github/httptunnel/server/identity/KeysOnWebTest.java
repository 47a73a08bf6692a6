package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class KeysOnWebTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile Supplier<TokenKeys> answer =
      () -> TokenKeys.parse(Tokens.published(Tokens.elliptic("one")));
  private final KeysOnWeb keys =
      new KeysOnWeb(
          "https://login.example/keys",
          () -> {
            fetches.incrementAndGet();
            return answer.get();
          },
          NOPLogger.NOP_LOGGER,
          now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Whether it has fetched now. */
  private boolean renewed() {
    CompletableFuture<Void> renewal = keys.renew();
    if (renewal != null) {
      renewal.join();
    }
    return renewal != null;
  }

  @Test
  void knowsNoKeysUntilItHasFetchedThem() {
    assertThat(keys.get().isEmpty()).isTrue();
    assertThat(renewed()).isTrue();
    assertThat(keys.get().all()).hasSize(1);
  }

  @Test
  void fetchesAtMostOnceAMinute() {
    assertThat(renewed()).isTrue();
    pass(Duration.ofSeconds(59));
    assertThat(renewed()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(renewed()).isTrue();
    assertThat(fetches).hasValue(2);
  }

  @Test
  void keepsTheLastGoodKeysWhileItFails() {
    renewed();
    TokenKeys before = keys.get();
    answer =
        () -> {
          throw new IllegalArgumentException("answered 500 (expected: 200)");
        };
    pass(Duration.ofMinutes(1));
    assertThat(renewed()).isTrue();
    assertThat(keys.get()).isSameAs(before);
  }

  @Test
  void lookingFetchesFirstAtOnceAndThenEveryFiveMinutes() {
    keys.look();
    awaitFetches(1);
    pass(Duration.ofSeconds(299));
    keys.look();
    assertThat(fetches).hasValue(1);
    pass(Duration.ofSeconds(1));
    keys.look();
    awaitFetches(2);
  }

  @Test
  void saysWhetherOtherKeysHold() {
    renewed();
    assertThat(keys.look()).isTrue();
    assertThat(keys.look()).isFalse();
  }

  private void awaitFetches(int count) {
    await().until(() -> fetches.get() == count && !keys.get().isEmpty());
  }
}
