package io.github.httptunnel.testkit;

import io.github.httptunnel.testkit.PeerAction.Close;
import io.github.httptunnel.testkit.PeerAction.HalfClose;
import io.github.httptunnel.testkit.PeerAction.Pause;
import io.github.httptunnel.testkit.PeerAction.Read;
import io.github.httptunnel.testkit.PeerAction.ReadHead;
import io.github.httptunnel.testkit.PeerAction.ReadToEnd;
import io.github.httptunnel.testkit.PeerAction.Reset;
import io.github.httptunnel.testkit.PeerAction.Stall;
import io.github.httptunnel.testkit.PeerAction.Trickle;
import io.github.httptunnel.testkit.PeerAction.Write;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Plays the same script on every connection. {@code start(new Read(10), new Reset())} reads ten
 * bytes and resets.
 */
public final class ScriptedPeer extends Peer {

  private ScriptedPeer(PeerServer server) {
    super(server);
  }

  /** Starts one that does {@code script} on each connection and then closes it. */
  public static ScriptedPeer start(PeerAction... script) {
    List<PeerAction> actions = List.of(script);
    return new ScriptedPeer(PeerServer.start(connection -> play(actions, connection)));
  }

  private static void play(List<PeerAction> script, PeerConnection connection) throws IOException {
    for (PeerAction action : script) {
      if (!perform(action, connection)) {
        return;
      }
    }
  }

  /** Whether the script goes on. */
  private static boolean perform(PeerAction action, PeerConnection connection) throws IOException {
    switch (action) {
      case Read(int bytes) -> {
        return connection.input().readNBytes(bytes).length == bytes;
      }
      case ReadHead() -> {
        return new HttpWire(connection.input()::read).readHead().endsWith("\r\n\r\n");
      }
      case Pause(Duration length) -> {
        return !connection.stall(length);
      }
      case Trickle(String latin1, Duration interval) -> {
        return trickle(connection, latin1, interval);
      }
      case ReadToEnd() -> connection.readToEnd();
      case Write(String latin1) -> connection.write(latin1);
      case Stall() -> connection.stall();
      case HalfClose() -> connection.halfClose();
      case Reset() -> connection.reset();
      case Close() -> {
        return false;
      }
    }
    return true;
  }

  private static boolean trickle(PeerConnection connection, String latin1, Duration interval)
      throws IOException {
    for (int i = 0; i < latin1.length(); i++) {
      if (i > 0 && connection.stall(interval)) {
        return false;
      }
      connection.write(latin1.substring(i, i + 1));
    }
    return true;
  }
}
