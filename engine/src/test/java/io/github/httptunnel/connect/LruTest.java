package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LruTest {

  private final Lru<String, Integer> lru = new Lru<>(2);

  @Test
  void keepsAsMuchAsItsCapacity() {
    lru.put("a", 1);
    lru.put("b", 2);

    assertThat(lru.get("a")).isEqualTo(1);
    assertThat(lru.get("b")).isEqualTo(2);
  }

  @Test
  void forgetsWhatWasNotUsedForLongest() {
    lru.put("a", 1);
    lru.put("b", 2);
    lru.get("a");
    lru.put("c", 3);

    assertThat(lru.get("b")).isNull();
    assertThat(lru.get("a")).isEqualTo(1);
    assertThat(lru.size()).isEqualTo(2);
  }

  @Test
  void replacesWithoutForgettingAnything() {
    lru.put("a", 1);
    lru.put("b", 2);
    lru.put("b", 3);

    assertThat(lru.get("a")).isEqualTo(1);
    assertThat(lru.get("b")).isEqualTo(3);
  }
}
