package io.github.httptunnel.server.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units that are shipped fit each other and the program. */
class UnitFilesTest {

  private static final Path FOLDER = Path.of("..", "dist", "systemd");
  private static final Pattern SETTING = Pattern.compile("([A-Z][A-Za-z0-9]+)=(\\S.*)");
  private static final List<String> SECTIONS =
      List.of("[Unit]", "[Service]", "[Socket]", "[Install]");

  @ParameterizedTest
  @ValueSource(strings = {"http-tunnel.service", "http-tunnel.socket"})
  void areMadeOfSectionsAndSettings(String unit) throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve(unit)))
        .allMatch(line ->
            line.isEmpty()
                || line.startsWith("#")
                || SECTIONS.contains(line)
                || SETTING.matcher(line).matches());
  }

  @Test
  void theServiceTakesTheSocket() throws IOException {
    assertThat(settings("http-tunnel.service"))
        .containsEntry("Sockets", "http-tunnel.socket")
        .containsEntry("Also", "http-tunnel.socket");
  }

  @Test
  void theSocketIsThatOfTheDefaultListener() throws IOException {
    ListenerConfig listener = ServerConfig.defaults().listeners().getFirst();
    assertThat(settings("http-tunnel.socket"))
        .containsEntry("FileDescriptorName", listener.name())
        .containsEntry(
            "ListenStream",
            listener.bind().getAddress().getHostAddress() + ":" + listener.bind().getPort());
  }

  @Test
  void theServiceWaitsForWhatTheProgramSays() throws IOException {
    assertThat(settings("http-tunnel.service"))
        .containsEntry("Type", "notify")
        .containsEntry("WatchdogSec", "30s")
        .containsEntry("SuccessExitStatus", "143")
        .containsEntry("Restart", "on-failure");
  }

  @Test
  void theServiceMayDoLittle() throws IOException {
    assertThat(settings("http-tunnel.service"))
        .containsEntry("DynamicUser", "yes")
        .containsEntry("NoNewPrivileges", "yes")
        .containsEntry("ProtectSystem", "strict")
        .containsEntry("ProtectHome", "yes")
        .containsEntry("CapabilityBoundingSet", "CAP_NET_BIND_SERVICE");
  }

  private static Map<String, String> settings(String unit) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve(unit))) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        assertThat(settings.put(line.substring(0, equals), line.substring(equals + 1)))
            .as("a second " + line)
            .isNull();
      }
    }
    return settings;
  }
}
