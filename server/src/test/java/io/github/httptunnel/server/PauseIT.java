package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that stood still must not take its own pause for its clients' silence. */
class PauseIT {

  private static final int TUNNELS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofSeconds(6);

  @ParameterizedTest
  @ValueSource(strings = {"socket", "channel"})
  void noTunnelThatTalksIsCutByAPauseAndASilentOneIs(String engine, @TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("http-tunnel.yaml"),
        """
        client_connection: { relay_policy: &policy { idle_timeout: 3s } }
        target_connection: { relay_policy: *policy }
        relay_engine: %s
        """
            .formatted(engine));
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = BuiltProgram.serve(folder, "--bind", "127.0.0.1:0", "http");
        RawClient silent = tunnel(program.address(), target)) {
      CountDownLatch talking = new CountDownLatch(TUNNELS);
      CountDownLatch enough = new CountDownLatch(1);
      CompletableFuture<List<Integer>> talks =
          CompletableFuture.supplyAsync(() ->
              Together.run(TUNNELS, _ -> talk(tunnel(program.address(), target), talking, enough)));
      await(talking);
      program.signal("STOP");
      assertThat(silent.receive(PAUSE).ending()).isEqualTo(Ending.OPEN);
      program.signal("CONT");
      assertThat(silent.readToEnd().ending()).isEqualTo(Ending.RESET);
      enough.countDown();
      assertThat(talks.join()).hasSize(TUNNELS).allMatch(rounds -> rounds > 1);
    }
  }

  private static RawClient tunnel(InetSocketAddress proxy, EchoPeer target) {
    RawClient client = RawClient.to(proxy).within(PATIENCE).connect();
    client.openTunnel(target.authority());
    return client;
  }

  /** Sends a byte and wants it back, ten times a second; how often it did. */
  private static int talk(RawClient client, CountDownLatch talking, CountDownLatch enough) {
    try (client) {
      int rounds = 0;
      do {
        client.send("x");
        assertThat(client.readExactly(1)).isEqualTo("x");
        rounds++;
        talking.countDown();
      } while (!enough.await(100, TimeUnit.MILLISECONDS));
      return rounds;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
