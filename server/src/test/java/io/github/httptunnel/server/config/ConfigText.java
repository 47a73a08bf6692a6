package io.github.httptunnel.server.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads configurations that stand in a test. */
final class ConfigText {

  static final Environment EMPTY = _ -> null;
  static final KeyMaterialCheck ANY_KEY = _ -> null;

  private ConfigText() {}

  static ConfigResult read(String yaml) {
    return read(yaml, Map.of());
  }

  static ConfigResult read(String yaml, Map<String, String> environment) {
    return read(yaml.getBytes(StandardCharsets.UTF_8), environment, Path.of(""));
  }

  static ConfigResult read(byte[] yaml, Map<String, String> environment, Path folder) {
    return new ConfigReader(environment::get, ANY_KEY).read("test.yaml", yaml, folder);
  }

  static ServerConfig load(String yaml) {
    return loaded(read(yaml)).config();
  }

  static ConfigResult.Loaded loaded(ConfigResult result) {
    return switch (result) {
      case ConfigResult.Loaded loaded -> loaded;
      case ConfigResult.Rejected rejected -> throw new AssertionError(rejected.report("rejected"));
    };
  }

  static String report(ConfigResult result) {
    return switch (result) {
      case ConfigResult.Rejected rejected -> rejected.report("nothing was started");
      case ConfigResult.Loaded loaded -> throw new AssertionError("loaded: " + loaded);
    };
  }

  static String warnings(ConfigResult result) {
    return loaded(result).warnings().stream()
        .map(ConfigWarning::text)
        .collect(Collectors.joining("\n"));
  }
}
