package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigChangeTest {

  private static final ServerConfig DEFAULTS = ServerConfig.defaults();

  private static ServerConfig everything() throws IOException {
    Path folder = Path.of("src/test/resources/config");
    byte[] yaml = Files.readAllBytes(folder.resolve("every-key.yaml"));
    return ConfigText.loaded(ConfigText.read(yaml, Map.of(), folder)).config();
  }

  private static ListenerConfig listener(String name, int port, Long bandwidth) {
    return new ListenerConfig(
        name,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new ListenerConfig.Mode.Http(),
        null,
        null,
        null,
        bandwidth);
  }

  static Stream<RecordComponent> components() {
    return Arrays.stream(ServerConfig.class.getRecordComponents());
  }

  /** A component that nobody compares would be taken over in silence, or not at all. */
  @ParameterizedTest
  @MethodSource("components")
  void everyPartOfTheConfigurationIsCompared(RecordComponent part) throws Exception {
    ServerConfig changed = withOnly(part, everything());
    ConfigChange change = ConfigChange.between(DEFAULTS, changed);
    assertThat(change.changed().size() + change.needRestart().size()).isPositive();
    assertThat(change.effective().equals(changed)).isEqualTo(change.needRestart().isEmpty());
  }

  /** The defaults, with one component of another configuration. */
  private static ServerConfig withOnly(RecordComponent part, ServerConfig from) throws Exception {
    RecordComponent[] all = ServerConfig.class.getRecordComponents();
    Object[] values = new Object[all.length];
    Class<?>[] types = new Class<?>[all.length];
    for (int i = 0; i < all.length; i++) {
      types[i] = all[i].getType();
      values[i] =
          all[i].getAccessor().invoke(all[i].getName().equals(part.getName()) ? from : DEFAULTS);
    }
    assertThat(Objects.equals(part.getAccessor().invoke(from), part.getAccessor().invoke(DEFAULTS)))
        .as("the file of every key changes %s", part.getName())
        .isFalse();
    return ServerConfig.class.getDeclaredConstructor(types).newInstance(values);
  }

  @Test
  void nothingChangesBetweenEquals() throws IOException {
    ConfigChange change = ConfigChange.between(everything(), everything());
    assertThat(change.changed()).isEmpty();
    assertThat(change.needRestart()).isEmpty();
    assertThat(change.effective()).isEqualTo(everything());
  }

  @Test
  void namesListenersThatComeGoAndChange() {
    ServerConfig before =
        DEFAULTS.withListeners(List.of(listener("a", 1, null), listener("b", 2, null)));
    ServerConfig after =
        DEFAULTS.withListeners(List.of(listener("b", 3, null), listener("c", 4, null)));
    assertThat(ConfigChange.between(before, after).changed())
        .containsExactly("listener b", "listener c added", "listener a removed");
  }

  @Test
  void whatNeedsARestartStaysAsItIsAndIsNamed() {
    ServerConfig before = DEFAULTS.withListeners(List.of(listener("a", 1, 5L)));
    ServerConfig after =
        DEFAULTS.withListeners(List.of(listener("a", 1, 6L), listener("b", 2, 7L)));
    ConfigChange change = ConfigChange.between(before, after);
    assertThat(change.needRestart())
        .containsExactly("bandwidth of listener a", "bandwidth of listener b");
    assertThat(change.effective().listeners())
        .extracting(ListenerConfig::bandwidth)
        .containsExactly(5L, null);
    assertThat(change.changed()).containsExactly("listener b added");
  }
}
