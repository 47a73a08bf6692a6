package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapUseTest {

  private List<MemoryUsage> after = List.of(usage(0));
  private long now;
  private int collections;
  private final HeapUse heap = new HeapUse(() -> after, () -> collections++, () -> now);

  @Test
  void isTheShareThatWasInUseAfterTheLastCollection() {
    after = List.of(usage(50));
    assertThat(heap.getAsDouble()).isEqualTo(0.5);
  }

  @Test
  void isThatOfTheFullestPool() {
    after = List.of(usage(50), usage(70));
    assertThat(heap.getAsDouble()).isEqualTo(0.7);
  }

  @Test
  void isNothingForAPoolWithoutABound() {
    after = List.of(new MemoryUsage(0, 50, 100, -1));
    assertThat(heap.getAsDouble()).isZero();
  }

  @Test
  void asksForNoCollectionWhileThereIsEnough() {
    after = List.of(usage(84));
    heap.getAsDouble();
    now += 10 * HeapUse.ASK_NANOS;
    heap.getAsDouble();
    assertThat(collections).isZero();
  }

  @Test
  void asksForACollectionNowAndThenWhileItIsShort() {
    after = List.of(usage(85));
    heap.getAsDouble();
    now += HeapUse.ASK_NANOS - 1;
    heap.getAsDouble();
    assertThat(collections).isZero();
    now++;
    heap.getAsDouble();
    assertThat(collections).isEqualTo(1);
    heap.getAsDouble();
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void isReadOnceASecondWhileThereIsPlenty() {
    after = List.of(usage(74));
    heap.getAsDouble();
    after = List.of(usage(90));
    now += HeapUse.REST_NANOS - 1;
    assertThat(heap.getAsDouble()).isEqualTo(0.74);
    now++;
    assertThat(heap.getAsDouble()).isEqualTo(0.9);
  }

  @Test
  void isReadEachTimeWhenItIsNearlyShort() {
    after = List.of(usage(75));
    heap.getAsDouble();
    after = List.of(usage(90));
    assertThat(heap.getAsDouble()).isEqualTo(0.9);
  }

  @Test
  void readsTheHeapOfThisProcess() {
    assertThat(HeapUse.ofThisProcess().getAsDouble()).isBetween(0.0, 1.0);
  }

  private static MemoryUsage usage(int percent) {
    return new MemoryUsage(0, percent, 100, 100);
  }
}
