package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessConfigTest {

  @Test
  void saysNothingByDefault() {
    assertThat(AccessConfig.defaults())
        .isEqualTo(new AccessConfig(null, null, null, null, null, List.of()));
  }

  @Test
  void doesNotChangeWithTheCollectionsItWasMadeOf() {
    Set<Integer> ports = new HashSet<>(Set.of(443));
    List<Cidr> except = new ArrayList<>(List.of(Cidr.parse("10.0.0.0/8")));
    AccessConfig config = new AccessConfig(null, null, ports, null, null, except);
    ports.clear();
    except.clear();
    assertThat(config.connectPorts()).containsExactly(443);
    assertThat(config.privateTargetsExcept()).containsExactly(Cidr.parse("10.0.0.0/8"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535})
  void acceptsAPortAtTheEndsOfTheRange(int port) {
    assertThat(new AccessConfig(null, null, Set.of(port), null, null, List.of()).connectPorts())
        .containsExactly(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535})
  void acceptsAPlainPortAtTheEndsOfTheRange(int port) {
    assertThat(new AccessConfig(null, null, null, Set.of(port), null, List.of()).plainPorts())
        .containsExactly(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void refusesAPlainPortOutsideTheRange(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccessConfig(null, null, null, Set.of(port), null, List.of()))
        .withMessage("access.ports.plain: " + port + " (expected: 1 to 65535)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void refusesAPortOutsideTheRange(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccessConfig(null, null, Set.of(port), null, null, List.of()))
        .withMessage("access.ports.connect: " + port + " (expected: 1 to 65535)");
  }
}
