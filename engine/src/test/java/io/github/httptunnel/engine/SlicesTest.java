package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesTest {

  private static final int SIZE = 2;

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2", "3, 2", "5, 2"})
  void leavesWhatIsMoreThanASliceForLater(int count, int atOnce) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    List<Integer> all = IntStream.range(0, count).boxed().toList();
    List<Integer> seen = new ArrayList<>();
    List<Integer> seenAtTheEnd = new ArrayList<>();
    Slices.each(channel.eventLoop(), all, SIZE, seen::add, () -> seenAtTheEnd.add(seen.size()));
    assertThat(seen).hasSize(atOnce);
    for (int i = 0; i < count; i++) {
      channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
    assertThat(seen).isEqualTo(all);
    assertThat(seenAtTheEnd).containsExactly(count);
  }
}
