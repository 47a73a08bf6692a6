package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.transport.InheritedSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptionTest {

  private static final ListenerConfig MAIN = listener("main", "127.0.0.1", 8080);
  private static final ListenerConfig OFFICE = listener("office", "0.0.0.0", 3128);
  private static final List<ListenerConfig> BOTH = List.of(MAIN, OFFICE);

  @Test
  void givesAListenerTheSocketWithItsName() {
    InheritedSocket socket = socket(3, "main", "127.0.0.1", 9999);
    Adoption adoption = Adoption.of(BOTH, List.of(socket));
    assertThat(adoption.problem(BOTH)).isNull();
    assertThat(adoption.of(MAIN)).isEqualTo(socket);
    assertThat(adoption.of(OFFICE)).isNull();
  }

  @Test
  void givesAListenerTheSocketAtItsAddress() {
    InheritedSocket socket = socket(3, "http-tunnel.socket", "127.0.0.1", 8080);
    Adoption adoption = Adoption.of(BOTH, List.of(socket));
    assertThat(adoption.problem(BOTH)).isNull();
    assertThat(adoption.of(MAIN)).isEqualTo(socket);
  }

  @Test
  void takesAnyAddressOfOneFamilyForThatOfTheOther() {
    InheritedSocket socket = socket(3, "", "::", 3128);
    assertThat(Adoption.of(BOTH, List.of(socket)).of(OFFICE)).isEqualTo(socket);
  }

  @Test
  void putsNamesBeforeAddresses() {
    InheritedSocket there = socket(3, "office", "127.0.0.1", 8080);
    InheritedSocket named = socket(4, "main", "127.0.0.1", 3128);
    Adoption adoption = Adoption.of(BOTH, List.of(there, named));
    assertThat(adoption.problem(BOTH)).isNull();
    assertThat(adoption.of(MAIN)).isEqualTo(named);
    assertThat(adoption.of(OFFICE)).isEqualTo(there);
  }

  @Test
  void refusesASocketThatNoListenerIsFor() {
    String problem =
        Adoption.of(BOTH, List.of(socket(3, "other", "127.0.0.1", 8081))).problem(BOTH);
    assertThat(problem)
        .contains("descriptor 3", "'other'", "127.0.0.1:8081", "main at 127.0.0.1:8080");
  }

  @Test
  void refusesASecondSocketOfTheSameName() {
    List<InheritedSocket> sockets =
        List.of(socket(3, "main", "127.0.0.1", 8080), socket(4, "main", "127.0.0.1", 8081));
    assertThat(Adoption.of(BOTH, sockets).problem(BOTH)).contains("descriptor 4");
  }

  @Test
  void refusesASocketThatOthersCanReachForAListenerOfThisMachine() {
    String problem = Adoption.of(BOTH, List.of(socket(3, "main", "0.0.0.0", 8080))).problem(BOTH);
    assertThat(problem).contains("listener main", "127.0.0.1:8080", "0.0.0.0:8080");
  }

  private static ListenerConfig listener(String name, String address, int port) {
    return new ListenerConfig(
        name, address(address, port), new ListenerConfig.Mode.Http(), null, null);
  }

  private static InheritedSocket socket(int descriptor, String name, String address, int port) {
    return new InheritedSocket(descriptor, name, address(address, port));
  }

  private static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }
}
