package io.github.httptunnel.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks every byte a {@link HashClient} sends and streams its own bytes back at the same time. It
 * ends its half after its last byte and reads the client's to the end.
 */
public final class HashPeer extends Peer {

  private static final int CHUNK = 16 * 1024;

  private final List<HashVerdict> verdicts;

  private HashPeer(PeerServer server, List<HashVerdict> verdicts) {
    super(server);
    this.verdicts = verdicts;
  }

  /** Starts one on a free port. */
  public static HashPeer start() {
    List<HashVerdict> verdicts = new ArrayList<>();
    return new HashPeer(PeerServer.start(connection -> serve(connection, verdicts)), verdicts);
  }

  /** What the finished client streams have delivered. */
  public List<HashVerdict> verdicts() {
    return stats().monitor().view(() -> List.copyOf(verdicts));
  }

  /** Waits until that many client streams have ended, and returns their verdicts. */
  public List<HashVerdict> awaitVerdicts(int count) {
    stats().await(count + " verdicts", () -> verdicts.size() >= count);
    return verdicts();
  }

  private static void serve(PeerConnection connection, List<HashVerdict> verdicts)
      throws IOException {
    byte[] encoded = connection.input().readNBytes(HashPlan.BYTES);
    if (encoded.length < HashPlan.BYTES) {
      return;
    }
    HashPlan plan = HashPlan.decoded(encoded);
    Thread sender = Thread.ofVirtual().name("hash-sender").start(() -> send(plan, connection));
    HashCheck check = new HashCheck(plan.upstreamBytes(), plan.upstream());
    Ending ending = Ending.FIN;
    try {
      receive(connection, check);
    } catch (IOException e) {
      ending = Ending.RESET;
    }
    HashVerdict verdict = check.verdict(plan, ending);
    connection.stats().monitor().update(() -> verdicts.add(verdict));
    join(sender);
  }

  private static void receive(PeerConnection connection, HashCheck check) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int count = connection.read(chunk); count >= 0; count = connection.read(chunk)) {
      check.accept(chunk, count);
    }
  }

  private static void send(HashPlan plan, PeerConnection connection) {
    SplitMix64 bytes = plan.downstreamBytes();
    byte[] chunk = new byte[CHUNK];
    try {
      for (long left = plan.downstream(); left > 0; left -= chunk.length) {
        int length = (int) Math.min(left, chunk.length);
        bytes.fill(chunk, length);
        connection.write(chunk, length);
      }
      connection.halfClose();
    } catch (IOException ignored) {
      // What did not get through is missing in the client's verdict.
    }
  }

  private static void join(Thread sender) {
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
