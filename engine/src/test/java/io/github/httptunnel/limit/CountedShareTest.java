package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Share;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedShareTest {

  private final List<Long> told = new ArrayList<>();
  private final Narrow narrow = new Narrow();
  private final CountedShare share = new CountedShare(narrow, told::add);

  @Test
  void countsWhatWasGivenNotWhatWasWanted() {
    narrow.most = 10;
    assertThat(share.take(100)).isEqualTo(10);
    share.close();
    assertThat(told).containsExactly(10L);
  }

  @Test
  void tellsAtEachStepAndTheRestAtTheEnd() {
    share.take(CountedShare.STEP - 1);
    assertThat(told).isEmpty();
    share.take(2);
    assertThat(told).containsExactly(CountedShare.STEP + 1L);
    share.take(5);
    share.close();
    assertThat(told).containsExactly(CountedShare.STEP + 1L, 5L);
    assertThat(narrow.closed).isTrue();
  }

  @Test
  void tellsNothingOfATunnelThatCarriedNothing() {
    share.close();
    assertThat(told).isEmpty();
  }

  @Test
  void isNeverUnlimitedAndLetsTheOtherCallBack() {
    List<String> resumed = new ArrayList<>();
    share.whenMore(() -> resumed.add("resumed"));
    assertThat(share.isUnlimited()).isFalse();
    assertThat(resumed).containsExactly("resumed");
  }

  private static final class Narrow implements Share {
    private int most = Integer.MAX_VALUE;
    private boolean closed;

    @Override
    public int take(int bytes) {
      return Math.min(bytes, most);
    }

    @Override
    public void whenMore(Runnable resume) {
      resume.run();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
