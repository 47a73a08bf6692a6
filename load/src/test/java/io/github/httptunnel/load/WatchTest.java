package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final StringWriter terminal = new StringWriter();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private final Watch watch = new Watch(new Progress(new PrintWriter(terminal)), broken);
  private final Moments moments = new Moments();

  private static final class Moments implements Meter {
    private final List<Long> reached = new ArrayList<>();

    @Override
    public void begin() {
      reached.add(System.nanoTime());
    }

    @Override
    public void end() {
      reached.add(System.nanoTime());
    }
  }

  @Test
  void measuresFromTheBeginningOfTheWindowToItsEnd() throws Exception {
    Window window = Window.after(Duration.ofMillis(2), Duration.ofMillis(2));
    watch.measure(window, moments);
    assertThat(moments.reached.getFirst() - window.begin()).isNotNegative();
    assertThat(moments.reached.getLast() - window.end()).isNotNegative();
  }

  @Test
  void tellsHowFarItIsInOneLineOfATerminal() throws Exception {
    watch.measure(Window.after(Duration.ofMillis(1), Duration.ofMillis(1)), moments);
    assertThat(terminal.toString())
        .startsWith("\r\u001b[2Kwarming up: 0 of 0 s")
        .contains("\r\u001b[2Kmeasuring: 0 of 0 s")
        .doesNotContain("\n");
  }

  @Test
  void isOverWhenATunnelEnds() {
    broken.completeExceptionally(new EOFException("it was closed"));
    Window window = Window.after(Duration.ofDays(1), Duration.ofDays(1));
    assertThatThrownBy(() -> watch.measure(window, moments))
        .isInstanceOf(IOException.class)
        .hasMessage("a tunnel ended while it was measured: it was closed");
  }

  @Test
  void isOverWhenATunnelOfOthersEnds() {
    CompletableFuture<Void> others = new CompletableFuture<>();
    others.completeExceptionally(new LoadFailure("why"));
    Window window = Window.after(Duration.ofDays(1), Duration.ofDays(1));
    Watch both = watch.and(new Watch(watch.progress(), others));
    assertThatThrownBy(() -> both.measure(window, moments)).hasMessage("why");
  }

  @Test
  void tellsAFaultOfOursFromAnEnd() {
    broken.completeExceptionally(new IllegalStateException());
    Window window = Window.after(Duration.ofDays(1), Duration.ofDays(1));
    assertThatThrownBy(() -> watch.measure(window, moments))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitsUntilANumberHasGrown() throws Exception {
    List<Integer> looks = new ArrayList<>();
    watch.whileMoving(
        "things",
        () -> {
          looks.add(1);
          return looks.size();
        },
        3);
    assertThat(looks).hasSize(3);
    assertThat(terminal.toString()).contains("things: 2 of 3");
  }
}
