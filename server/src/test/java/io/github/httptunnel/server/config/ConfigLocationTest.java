package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.ConfigOrigin.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLocationTest {

  @TempDir private Path root;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void putAFileInEveryPlace() throws IOException {
    create("work/http-tunnel.yaml");
    create("xdg/http-tunnel/config.yaml");
    create("home/.config/http-tunnel/config.yaml");
    create("etc/http-tunnel/config.yaml");
    environment.put("HTTP_TUNNEL_CONFIG", "named.yaml");
    environment.put("XDG_CONFIG_HOME", root.resolve("xdg").toString());
    environment.put("HOME", root.resolve("home").toString());
  }

  private void create(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private ConfigOrigin find() {
    return new ConfigLocation(environment::get, root, root.resolve("work")).find(null);
  }

  private ConfigOrigin found(Source source, String path) {
    return new ConfigOrigin(source, root.resolve(path));
  }

  @Test
  void theOptionComesFirst() {
    ConfigLocation location = new ConfigLocation(environment::get, root, root.resolve("work"));
    assertThat(location.find(Path.of("missing.yaml")))
        .isEqualTo(new ConfigOrigin(Source.OPTION, Path.of("missing.yaml")));
  }

  @Test
  void theVariableComesSecondEvenIfItNamesNothing() {
    assertThat(find()).isEqualTo(new ConfigOrigin(Source.VARIABLE, Path.of("named.yaml")));
  }

  @Test
  void theWorkingDirectoryComesThird() {
    environment.put("HTTP_TUNNEL_CONFIG", "");
    assertThat(find()).isEqualTo(found(Source.WORKING_DIRECTORY, "work/http-tunnel.yaml"));
  }

  @Test
  void theUsersDirectoryComesFourth() throws IOException {
    environment.remove("HTTP_TUNNEL_CONFIG");
    Files.delete(root.resolve("work/http-tunnel.yaml"));
    assertThat(find()).isEqualTo(found(Source.USER, "xdg/http-tunnel/config.yaml"));
  }

  @Test
  void theUsersDirectoryIsDotConfigWithoutAnAbsoluteXdgDirectory() throws IOException {
    environment.remove("HTTP_TUNNEL_CONFIG");
    environment.put("XDG_CONFIG_HOME", "xdg");
    Files.delete(root.resolve("work/http-tunnel.yaml"));
    assertThat(find()).isEqualTo(found(Source.USER, "home/.config/http-tunnel/config.yaml"));
  }

  @Test
  void theSystemsDirectoryComesFifth() throws IOException {
    environment.clear();
    Files.delete(root.resolve("work/http-tunnel.yaml"));
    assertThat(find()).isEqualTo(found(Source.SYSTEM, "etc/http-tunnel/config.yaml"));
  }

  @Test
  void theDefaultsHoldWhereThereIsNoFile() throws IOException {
    environment.clear();
    Files.delete(root.resolve("work/http-tunnel.yaml"));
    Files.delete(root.resolve("etc/http-tunnel/config.yaml"));
    assertThat(find()).isEqualTo(new ConfigOrigin(Source.DEFAULTS, null));
  }

  @Test
  void saysWhichOneWonAndWhy() {
    assertThat(find().text()).isEqualTo("named.yaml (named by HTTP_TUNNEL_CONFIG)");
    assertThat(new ConfigOrigin(Source.DEFAULTS, null).text())
        .isEqualTo("no configuration file; the defaults hold");
  }
}
