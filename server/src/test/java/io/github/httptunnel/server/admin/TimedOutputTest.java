package io.github.httptunnel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedOutputTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void passesOnWhatIsTakenInTime() throws IOException {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    try (OutputStream out = new TimedOutput(taken, timer, Duration.ofMinutes(1))) {
      out.write(new byte[] {1, 2, 3}, 1, 2);
      out.write(4);
      out.flush();
    }
    assertThat(taken.toByteArray()).containsExactly(2, 3, 4);
  }

  @Test
  void writesNothingMoreWhenTheListenerCloses() {
    timer.shutdownNow();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    OutputStream out = new TimedOutput(taken, timer, Duration.ofMinutes(1));
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    assertThat(taken.size()).isZero();
  }

  @Test
  void interruptsAWriterWhoseReaderTakesNothing() {
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new InterruptedIOException();
            }
          }
        };
    OutputStream out = new TimedOutput(stuck, timer, Duration.ofMillis(50));
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
