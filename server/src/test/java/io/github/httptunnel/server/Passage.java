package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.RawListener;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A client and a target, both played by a test, and between them a server of their own with the
 * rules to be tested. Of an exchange the heads are exchanged here, the content is the test's.
 */
final class Passage implements AutoCloseable {

  private final Door door;
  private final RunningServer server;
  private final Moments moments;
  private final RawListener targets;
  private final RawClient client;
  private final long entered;
  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("pace").factory());
  private @Nullable RawClient target;
  private boolean upstreamEnded;
  private boolean downstreamEnded;
  private boolean answered;
  private int heads;
  private long established;

  /**
   * @param entered before the client connected, by {@link System#nanoTime()}
   */
  Passage(
      Door door,
      RunningServer server,
      Moments moments,
      RawListener targets,
      RawClient client,
      long entered) {
    this.door = door;
    this.server = server;
    this.moments = moments;
    this.targets = targets;
    this.client = client;
    this.entered = entered;
  }

  /** Leads to the target; see {@link Doors#open}. */
  void begin(long up, long down) {
    switch (door) {
      case CONNECT, CONNECT_INSIDE_TLS -> client.openTunnel(targets.authority());
      case TCP -> {}
      case PLAIN -> client.send(request(up));
    }
    if (target == null) {
      target = targets.accept();
    }
    established = moments.awaitEstablished();
    if (door == Door.PLAIN) {
      upstreamEnded = up == 0;
      answered = false;
      heads = target().readHead().raw().length();
      if (down > 0) {
        target().send("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(down));
        heads += client.readHead().raw().length();
        answered = true;
      }
    }
  }

  RunningServer server() {
    return server;
  }

  RawClient client() {
    return client;
  }

  RawClient target() {
    if (target == null) {
      throw new IllegalStateException("not begun");
    }
    return target;
  }

  /** Before the client connected, by {@link System#nanoTime()}. */
  long entered() {
    return entered;
  }

  /** When the proxy said that it carries bytes from now on, by {@link System#nanoTime()}. */
  long established() {
    return established;
  }

  /** How many bytes of heads both sides have got, which count in an exchange. */
  int heads() {
    return heads;
  }

  /** Lets a side send the piece so many times, at these distances; complete with the last one. */
  Future<?> send(RawClient side, String piece, Duration every, int times) {
    for (int i = 0; i < times - 1; i++) {
      send(side, piece, every.multipliedBy(i));
    }
    return send(side, piece, every.multipliedBy(times - 1L));
  }

  /** Lets a side send something later. */
  Future<?> send(RawClient side, String piece, Duration delay) {
    return pace.schedule(() -> side.send(piece), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until all has been sent. */
  static void awaitSent(Future<?> sent) {
    try {
      sent.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("could not be sent", e);
    }
  }

  /** Says of a side that nothing more comes from it; an exchange knows that by itself. */
  void end(RawClient side) {
    if (door != Door.PLAIN) {
      side.halfClose();
      upstreamEnded |= side == client;
      downstreamEnded |= side == target;
    }
  }

  /** What comes from the other side must be over in order, and so is this one; the record. */
  TunnelStats finish(RawClient last) {
    if (door != Door.PLAIN) {
      assertThat(last.readToEnd()).as("behind the end").isEqualTo(new Received("", Ending.FIN));
      last.halfClose();
    } else if (!answered) {
      target().send("HTTP/1.1 204 No Content\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(204);
    }
    TunnelStats record = server.awaitEnd();
    assertThat(record.outcome())
        .isInstanceOfSatisfying(
            Outcome.Closed.class,
            closed -> assertThat(closed.reason()).isEqualTo(CloseReason.END_OF_STREAM));
    return record;
  }

  /** Both sides must have been reset by the proxy for this reason; the record. */
  TunnelStats assertCutOff(CloseReason reason) {
    assertReset(client, downstreamEnded);
    assertReset(target(), upstreamEnded && door != Door.PLAIN);
    TunnelStats record = server.awaitEnd();
    assertThat(record.outcome()).isEqualTo(new Outcome.Closed(reason, Side.PROXY));
    assertThat(record.upstream().ended()).isEqualTo(ended(upstreamEnded));
    assertThat(record.downstream().ended()).isEqualTo(ended(downstreamEnded));
    return record;
  }

  /** One that has got a FIN learns of the reset behind it only when it sends. */
  private static void assertReset(RawClient side, boolean finBefore) {
    if (finBefore) {
      await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> side.send("x")).isInstanceOf(UncheckedIOException.class));
    } else {
      assertThat(side.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
  }

  private static StreamEnd ended(boolean inOrder) {
    return inOrder ? StreamEnd.FINISHED : StreamEnd.CUT;
  }

  @Override
  public void close() {
    pace.shutdownNow();
    client.close();
    if (target != null) {
      target.close();
    }
    targets.close();
    server.close();
  }

  private String request(long length) {
    String head =
        "%s http://%2$s/ HTTP/1.1\r\nHost: %2$s\r\n"
            .formatted(length == 0 ? "GET" : "POST", targets.authority());
    return head + (length == 0 ? "" : "Content-Length: " + length + "\r\n") + "\r\n";
  }
}
