package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNamesTest {

  private static final InetAddress LISTED = InetAddress.ofLiteral("192.0.2.7");

  private final LocalNames names = new LocalNames(Map.of("printer", List.of(LISTED)));

  @Test
  void findsWhatTheHostsFileLists() {
    assertThat(names.find(new Host.Name("printer")))
        .isEqualTo(new NameAnswer.Found(List.of(LISTED), Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "app.localhost"})
  void leadsLocalhostToTheLoopbackOfBothFamilies(String name) {
    assertThat(names.find(new Host.Name(name)))
        .isEqualTo(
            new NameAnswer.Found(
                List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1")),
                Duration.ZERO));
  }

  @Test
  void letsTheHostsFileSayWhatLocalhostIs() {
    LocalNames own = new LocalNames(Map.of("localhost", List.of(LISTED)));

    assertThat(own.find(new Host.Name("localhost")))
        .isEqualTo(new NameAnswer.Found(List.of(LISTED), Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"onion", "secret.onion", "x.invalid"})
  void neverLetsReservedNamesOut(String name) {
    assertThat(names.find(new Host.Name(name)))
        .isEqualTo(new NameAnswer.Absent(Unresolvable.Answer.NO_SUCH_NAME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "localhost.example.org", "notlocalhost", "onions"})
  void leavesOtherNamesToDns(String name) {
    assertThat(names.find(new Host.Name(name))).isNull();
  }
}
