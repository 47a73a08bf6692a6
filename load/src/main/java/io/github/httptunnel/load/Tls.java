package io.github.httptunnel.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS on one connection that does not block. Confined to one thread. */
final class Tls {

  /** Less than {@link Loop#scratch} by far more than a record, so that what is here fits there. */
  private static final int CAPACITY = 128 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final SocketChannel channel;

  /** What was received and not yet read; in the state to be filled. */
  private final ByteBuffer received = ByteBuffer.allocateDirect(CAPACITY);

  /** What is yet to be sent; in the state to be emptied. */
  private final ByteBuffer unsent = ByteBuffer.allocateDirect(CAPACITY).limit(0);

  private boolean over;

  /**
   * TLS on a channel.
   *
   * @param engine has begun its handshake
   */
  Tls(SSLEngine engine, SocketChannel channel) {
    this.engine = engine;
    this.channel = channel;
  }

  /** Goes on with the handshake as far as it goes; whether it is complete. */
  boolean handshake(ByteBuffer scratch) throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> work();
        case NEED_WRAP -> {
          if (!flush()) {
            return false;
          }
          speak();
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!flush() || !handshakeRead(scratch)) {
            return false;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return flush();
        }
      }
    }
  }

  /** Whether anything came, or had come together with an earlier message. */
  private boolean handshakeRead(ByteBuffer scratch) throws IOException {
    int before = received.position();
    int read = channel.read(received);
    unwrap(scratch.clear());
    if (read < 0 || over) {
      throw new IOException("it ended the TLS handshake");
    }
    return read > 0 || received.position() != before;
  }

  /**
   * Reads what there is.
   *
   * @param into empty, and larger than the capacity here
   * @return how many bytes; -1 at the end of the stream
   */
  int read(ByteBuffer into) throws IOException {
    int read = channel.read(received);
    unwrap(into);
    return into.position() == 0 && (read < 0 || over) ? -1 : into.position();
  }

  private void unwrap(ByteBuffer into) throws IOException {
    received.flip();
    SSLEngineResult.Status status = SSLEngineResult.Status.OK;
    while (status == SSLEngineResult.Status.OK && received.hasRemaining()) {
      SSLEngineResult result = engine.unwrap(received, into);
      status = result.getStatus();
      settle(result.getHandshakeStatus());
    }
    over |= status == SSLEngineResult.Status.CLOSED;
    received.compact();
  }

  /** The peer may ask for an answer at any time, as for a change of keys. */
  private void settle(HandshakeStatus status) throws IOException {
    if (status == HandshakeStatus.NEED_TASK) {
      work();
    } else if (status == HandshakeStatus.NEED_WRAP) {
      speak();
    }
  }

  private void work() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /** Takes what there is room for; it has left when {@link #flush} says so. */
  int write(ByteBuffer from) throws IOException {
    if (!flush()) {
      return 0;
    }
    int before = from.remaining();
    unsent.clear();
    while (from.hasRemaining() && unsent.remaining() >= engine.getSession().getPacketBufferSize()) {
      if (engine.wrap(from, unsent).getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new EOFException("it ended TLS");
      }
    }
    unsent.flip();
    flush();
    return before - from.remaining();
  }

  /** Sends what TLS itself has to say, if there is room for it. */
  private void speak() throws IOException {
    if (flush()) {
      unsent.clear();
      engine.wrap(NOTHING, unsent);
      unsent.flip();
      flush();
    }
  }

  /** Whether all has left, after one more attempt. */
  boolean flush() throws IOException {
    if (unsent.hasRemaining()) {
      channel.write(unsent);
    }
    return !unsent.hasRemaining();
  }

  /** Tells the peer that no more comes, if there is room for it. */
  void close() throws IOException {
    engine.closeOutbound();
    speak();
  }
}
