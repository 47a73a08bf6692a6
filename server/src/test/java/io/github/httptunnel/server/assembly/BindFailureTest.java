package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class BindFailureTest {

  @Test
  void saysThatAnotherProgramListens() {
    assertThat(words(8080, new BindException("bind(..) failed: Address already in use")))
        .contains("127.0.0.1:8080", "in use", "--bind");
  }

  @Test
  void saysThatAPortNeedsAPermission() {
    assertThat(words(80, new BindException("bind(..) failed: Permission denied")))
        .contains("127.0.0.1:80", "permission", "CAP_NET_BIND_SERVICE");
  }

  @Test
  void doesNotBlameThePortForAPermissionThatItDoesNotNeed() {
    assertThat(words(8080, new IOException("Permission denied")))
        .contains("IOException", "permission denied")
        .doesNotContain("CAP_NET_BIND_SERVICE");
  }

  @Test
  void saysThatTheMachineHasNoSuchAddress() {
    assertThat(words(8080, new BindException("Cannot assign requested address")))
        .contains("127.0.0.1:8080", "no such address");
  }

  private static String words(int port, Exception cause) {
    return BindFailure.words(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), cause);
  }
}
