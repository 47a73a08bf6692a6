package io.github.httptunnel.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final List<String> told = new ArrayList<>();

  /** Near the end of its range, as a monotonic clock may begin anywhere. */
  private long now = Long.MAX_VALUE - 1;

  private final Notices notices =
      new Notices("http://collector.example:4318", told::add, () -> now);

  @Test
  void tellsWhatIsLostAndWhyWithoutTheWordsOfAnException() {
    notices.lost(7, new IllegalStateException(new ConnectException("to 192.0.2.1 for eve")));
    assertThat(told)
        .containsExactly(
            "Tracing: http://collector.example:4318 takes no spans (ConnectException); 7 lost since"
                + " the start; tunnels go on without");
  }

  @Test
  void tellsOfAnAnswerThatIsAnError() {
    notices.lost(7, new IllegalStateException("503"));
    notices.lost(7, null);
    assertThat(told).singleElement().asString().contains("(it answers with an error)");
  }

  @Test
  void isSilentForAMinute() {
    notices.lost(1, null);
    now += MINUTE - 1;
    notices.lost(2, null);
    assertThat(told).hasSize(1);
  }

  @Test
  void tellsAgainAfterAMinute() {
    notices.lost(1, null);
    now += MINUTE;
    notices.lost(2, null);
    assertThat(told).hasSize(2).last().asString().contains("2 lost");
  }
}
