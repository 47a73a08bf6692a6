package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DeadEndTest {

  private static final int A_MOMENT_MILLIS = 100;

  @Test
  void refusesWhenClosed() throws IOException {
    try (DeadEnd end = DeadEnd.open(DeadEnd.Kind.CLOSED)) {
      assertThatThrownBy(() -> dial(end)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void takesConnectionsWhenMute() throws IOException {
    try (DeadEnd end = DeadEnd.open(DeadEnd.Kind.MUTE);
        Socket socket = dial(end)) {
      socket.setSoTimeout(A_MOMENT_MILLIS);
      assertThat(socket.isConnected()).isTrue();
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void answersNobodyWhenDeaf() throws IOException {
    try (DeadEnd end = DeadEnd.open(DeadEnd.Kind.DEAF)) {
      assertThatThrownBy(() -> dial(end)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static Socket dial(DeadEnd end) throws IOException {
    Socket socket = new Socket();
    socket.connect(end.endpoint().address(), A_MOMENT_MILLIS);
    return socket;
  }
}
