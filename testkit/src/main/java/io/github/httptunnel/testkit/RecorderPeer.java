package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the exact bytes of each connection. Told to answer, it sends that when the first bytes, or
 * as many as it was told, have come; it ends its half when the client has ended the other.
 */
public final class RecorderPeer extends Peer {

  private final Recordings recordings;

  private RecorderPeer(PeerServer server, Recordings recordings) {
    super(server);
    this.recordings = recordings;
  }

  /** Starts one that says nothing. */
  public static RecorderPeer start() {
    return answering("");
  }

  /** Starts one that answers the first bytes of each connection with {@code latin1}. */
  public static RecorderPeer answering(String latin1) {
    return answeringAt(1, latin1);
  }

  /** Starts one that answers a connection with {@code latin1} when it has brought that much. */
  public static RecorderPeer answeringAt(int bytes, String latin1) {
    return start(bytes, connection -> connection.write(latin1));
  }

  /** The same, and with the answer it ends its half. */
  public static RecorderPeer endingAt(int bytes, String latin1) {
    return start(
        bytes,
        connection -> {
          connection.write(latin1);
          connection.halfClose();
        });
  }

  private static RecorderPeer start(int answerAt, PeerServer.Behaviour answer) {
    Recordings recordings = new Recordings(new Monitor());
    return new RecorderPeer(
        PeerServer.start(connection -> record(connection, recordings, answerAt, answer)),
        recordings);
  }

  /** What each connection has received so far as Latin-1, in the order of acceptance. */
  public List<String> received() {
    return recordings.texts();
  }

  /** Waits until some connection has received {@code latin1} as a part of its bytes. */
  public void awaitReceived(String latin1) {
    recordings.awaitText(latin1);
  }

  private static void record(
      PeerConnection connection, Recordings recordings, int answerAt, PeerServer.Behaviour answer)
      throws IOException {
    ByteArrayOutputStream recording = recordings.open();
    byte[] chunk = new byte[16 * 1024];
    boolean answered = false;
    for (int count = connection.read(chunk); count >= 0; count = connection.read(chunk)) {
      recordings.append(recording, chunk, count);
      if (!answered && recording.size() >= answerAt) {
        answered = true;
        answer.serve(connection);
      }
    }
    connection.halfClose();
  }

  /** The bytes of all connections. */
  private static final class Recordings {

    private final Monitor monitor;
    private final List<ByteArrayOutputStream> all = new ArrayList<>();

    Recordings(Monitor monitor) {
      this.monitor = monitor;
    }

    ByteArrayOutputStream open() {
      ByteArrayOutputStream recording = new ByteArrayOutputStream();
      monitor.update(() -> all.add(recording));
      return recording;
    }

    void append(ByteArrayOutputStream recording, byte[] chunk, int count) {
      monitor.update(() -> recording.write(chunk, 0, count));
    }

    List<String> texts() {
      return monitor.view(() -> all.stream().map(one -> one.toString(ISO_8859_1)).toList());
    }

    void awaitText(String latin1) {
      monitor.await(
          () -> texts().stream().anyMatch(text -> text.contains(latin1)),
          latin1.length() + " given bytes in a recording",
          () -> texts().stream().map(String::length).toList() + " bytes without them",
          Deadline.USUAL);
    }
  }
}
