package io.github.httptunnel.server.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineWriterTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final Queue<String> notices = new ConcurrentLinkedQueue<>();

  @Test
  void writesLinesInOrder() {
    Memory memory = new Memory();
    LineWriter writer = start(memory, 10);
    writer.offer("a");
    writer.offer("b");
    end(writer, LONG);
    assertThat(String.join("", memory.lines)).isEqualTo("a\nb\n");
    assertThat(writer.dropped()).isZero();
  }

  @Test
  void writesAllThatWaitsBeforeItEnds() throws InterruptedException {
    Stuck stuck = new Stuck();
    LineWriter writer = start(stuck, 100);
    IntStream.range(0, 100).forEach(i -> writer.offer("" + i));
    writer.finish();
    stuck.free.countDown();
    writer.await(LONG);
    assertThat(String.join("", stuck.lines).lines()).hasSize(100);
  }

  @Test
  void endsThoughItHasNothingToWrite() {
    Memory memory = new Memory();
    end(start(memory, 1), LONG);
    assertThat(memory.closed.getCount()).isZero();
  }

  @Test
  void dropsAndCountsWhatDoesNotFit() throws InterruptedException {
    Stuck stuck = new Stuck();
    LineWriter writer = startStuck(stuck, 5);
    IntStream.range(0, 8).forEach(i -> writer.offer("" + i));
    assertThat(writer.dropped()).isEqualTo(3);
    assertThat(notices).hasSize(1).first().asString().contains("too slowly");
    stuck.free.countDown();
    end(writer, LONG);
    assertThat(String.join("", stuck.lines).lines()).hasSize(6);
  }

  @Test
  void countsWhatTheTargetFailedToWriteAndGoesOn() {
    Memory memory = new Memory();
    LineWriter writer = start(memory, 10);
    writer.offer("bad");
    writer.offer("good");
    end(writer, LONG);
    assertThat(memory.lines).containsExactly("good\n");
    assertThat(writer.dropped()).isEqualTo(1);
  }

  @Test
  void tellsWhenTheTargetFailsAndWhenItIsWellAgain() {
    AtomicLong clock = new AtomicLong();
    Losses losses =
        new Losses("x", notices::add, () -> clock.getAndAdd(Duration.ofSeconds(2).toNanos()));
    LineWriter writer = LineWriter.start("x", new Memory(), 10, losses);
    writer.offer("bad");
    await().untilAsserted(() -> assertThat(notices).hasSize(1));
    writer.offer("good");
    await().untilAsserted(() -> assertThat(notices).hasSize(2));
    end(writer, LONG);
    assertThat(notices).last().asString().contains("written again");
  }

  @Test
  void countsLinesThatComeTooLate() {
    LineWriter writer = start(new Memory(), 10);
    end(writer, LONG);
    writer.offer("late");
    assertThat(writer.dropped()).isEqualTo(1);
  }

  @Test
  void givesUpATargetThatStaysStuckAndCountsItsLines() throws InterruptedException {
    Stuck stuck = new Stuck();
    LineWriter writer = start(stuck, 5);
    IntStream.range(0, 4).forEach(i -> writer.offer("" + i));
    assertThat(stuck.reached.await(20, SECONDS)).isTrue();
    end(writer, Duration.ofMillis(1));
    await().atMost(LONG).untilAsserted(() -> assertThat(writer.dropped()).isEqualTo(4));
  }

  @Test
  void writesTogetherWhatComesTogetherAndLosesNoneForAnother() throws InterruptedException {
    Stuck stuck = new Stuck();
    LineWriter writer = startStuck(stuck, 100);
    List.of("a", "b", "bad", "c").forEach(writer::offer);
    stuck.free.countDown();
    end(writer, LONG);
    assertThat(stuck.lines).containsExactly("first\n", "a\n", "b\n", "c\n");
    assertThat(writer.dropped()).isEqualTo(1);
  }

  @Test
  void writesNoMoreTogetherThanAPipeTakesWhole() throws InterruptedException {
    Stuck stuck = new Stuck();
    LineWriter writer = startStuck(stuck, 100);
    String tooLong = "l".repeat(5000);
    writer.offer(tooLong);
    IntStream.range(0, 20).forEach(_ -> writer.offer("m".repeat(999)));
    stuck.free.countDown();
    end(writer, LONG);
    assertThat(stuck.lines).contains(tooLong + "\n");
    assertThat(stuck.lines).filteredOn(text -> text.startsWith("m")).hasSize(5);
  }

  @Test
  void takesFarFewerWritesThanLines() throws InterruptedException {
    Stuck stuck = new Stuck();
    LineWriter writer = startStuck(stuck, 1000);
    IntStream.range(0, 640).forEach(i -> writer.offer("" + i));
    stuck.free.countDown();
    end(writer, LONG);
    assertThat(String.join("", stuck.lines).lines()).hasSize(641);
    assertThat(stuck.lines).hasSizeLessThan(20);
  }

  @Test
  void reopensItsTargetBeforeTheNextLine() {
    Memory memory = new Memory();
    LineWriter writer = start(memory, 10);
    writer.offer("a");
    await().until(() -> memory.lines.size() == 1);
    writer.reopen();
    writer.offer("b");
    end(writer, LONG);
    assertThat(memory.lines).containsExactly("a\n", "(reopened)", "b\n");
  }

  @Test
  void reopensItsTargetThoughThereIsNoLine() {
    Memory memory = new Memory();
    LineWriter writer = start(memory, 10);
    writer.reopen();
    await().until(() -> memory.lines.contains("(reopened)"));
    end(writer, LONG);
    assertThat(writer.dropped()).isZero();
  }

  /** In its first line. */
  private LineWriter startStuck(Stuck stuck, int capacity) throws InterruptedException {
    LineWriter writer = start(stuck, capacity);
    writer.offer("first");
    assertThat(stuck.reached.await(20, SECONDS)).isTrue();
    return writer;
  }

  private LineWriter start(LineTarget target, int capacity) {
    return LineWriter.start("x", target, capacity, new Losses("x", notices::add, System::nanoTime));
  }

  private static void end(LineWriter writer, Duration time) {
    writer.finish();
    writer.await(time);
  }

  /** Remembers lines; fails on a bad one. */
  private static final class Memory implements LineTarget {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void write(byte[] line) throws IOException {
      String text = new String(line, UTF_8);
      if (text.contains("bad\n")) {
        throw new IOException("bad");
      }
      lines.add(text);
    }

    @Override
    public void reopen() {
      lines.add("(reopened)");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /** Blocks in the first write until it is freed or interrupted. */
  private static final class Stuck implements LineTarget {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @Override
    public void write(byte[] line) throws IOException {
      reached.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      String text = new String(line, UTF_8);
      if (text.contains("bad\n")) {
        throw new IOException("bad");
      }
      lines.add(text);
    }

    @Override
    public void reopen() {}

    @Override
    public void close() {}
  }
}
