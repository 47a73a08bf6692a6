package io.github.httptunnel.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

  private static final int SOME = 100;

  private long now;

  /** Others in this process may open and close a few meanwhile. */
  private static void whileSomeMoreAreOpen(Runnable check) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < SOME; i++) {
        sockets.add(new ServerSocket(0));
      }
      check.run();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void countsWhatIsOpen() throws IOException {
    long before = new OpenFiles(() -> now).count().open();
    assertThat(before).isPositive();
    whileSomeMoreAreOpen(
        () -> assertThat(new OpenFiles(() -> now).count().open()).isGreaterThan(before + SOME / 2));
  }

  @Test
  void believesTheSystemIfItSaysHowManyThereAre() {
    long[] told = {7};
    OpenFiles files = new OpenFiles(() -> now, () -> told[0]);
    assertThat(files.count().open()).isEqualTo(7);
    told[0] = 8;
    assertThat(files.count().open()).isEqualTo(8);
    assertThat(files.count().limit()).isGreaterThan(8);
  }

  @Test
  void listsThemEveryTenSecondsIfItDoesNot() throws IOException {
    OpenFiles files = new OpenFiles(() -> now, () -> 0);
    long before = files.count().open();
    now = TimeUnit.SECONDS.toNanos(10) - 1;
    whileSomeMoreAreOpen(() -> {
      assertThat(files.count().open()).isEqualTo(before);
      now++;
      assertThat(files.count().open()).isGreaterThan(before + SOME / 2);
    });
  }
}
