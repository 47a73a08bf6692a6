package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OriginTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private Origin origin;

  @BeforeEach
  void start() throws IOException {
    origin = Origin.start(new InetSocketAddress(LOOPBACK, 0), 2);
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void sendsWithoutEndWhenItIsASource() throws IOException {
    try (Socket client = connect(Mode.SOURCE.code())) {
      assertThat(client.getInputStream().readNBytes(3_000_000)).hasSize(3_000_000);
    }
  }

  @Test
  void takesWithoutEndWhenItIsASink() throws IOException {
    try (Socket client = connect(Mode.SINK.code())) {
      client.getOutputStream().write(new byte[20_000_000]);
      assertThat(client.isClosed()).isFalse();
    }
  }

  @Test
  void sendsBackMoreThanItCanHoldWhenItIsAnEcho() throws IOException {
    try (Socket client = connect(Mode.ECHO.code())) {
      byte[] message = new byte[10_000];
      message[9_999] = 7;
      client.getOutputStream().write(message);
      assertThat(client.getInputStream().readNBytes(10_000)).isEqualTo(message);
    }
  }

  @Test
  void sendsBackOneMessageAndEndsTheTunnel() throws IOException {
    try (Socket client = connect(Mode.ONCE.code())) {
      byte[] message = new byte[Mode.ONCE_BYTES];
      message[63] = 7;
      client.getOutputStream().write(message, 0, 1);
      client.getOutputStream().write(message, 1, 63);
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(message);
    }
  }

  @Test
  void closesAConnectionThatAsksForNoModeOfIts() throws IOException {
    try (Socket client = connect((byte) '?')) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void closesItsConnectionsWithItself() throws IOException {
    try (Socket client = connect(Mode.ECHO.code())) {
      client.getOutputStream().write(1);
      assertThat(client.getInputStream().read()).isEqualTo(1);
      origin.close();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private Socket connect(byte mode) throws IOException {
    Socket client = new Socket(LOOPBACK, origin.address().getPort());
    client.getOutputStream().write(mode);
    return client;
  }
}
