package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.EffectiveSetting.Content;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as it holds, key by key: what each key says and who says so, whether it stands in
 * a file or not. Secrets are masked: this may be shown to whoever may see the rest. Immutable.
 *
 * @param settings in the order in which the file is read, each key once
 */
public record EffectiveConfig(List<EffectiveSetting> settings) {

  /** Nothing is known: the configuration was built by a program. */
  public static final EffectiveConfig UNKNOWN = new EffectiveConfig(List.of());

  /** Copies the list. */
  public EffectiveConfig {
    settings = List.copyOf(settings);
  }

  /** What holds without a file. */
  public static EffectiveConfig defaults() {
    ConfigResult nothing =
        new ConfigReader(_ -> null, _ -> null)
            .read("defaults", "{}".getBytes(StandardCharsets.UTF_8), Path.of(""));
    return nothing instanceof ConfigResult.Loaded loaded ? loaded.effective().get() : UNKNOWN;
  }

  /** The same with the listeners of a command, whatever those of the file. */
  public EffectiveConfig withListeners(List<ListenerConfig> listeners) {
    List<EffectiveSetting> all = new ArrayList<>(settings);
    all.removeIf(setting -> setting.key().startsWith(ListenerSettings.KEY + "["));
    all.addAll(ListenerSettings.of(listeners, new ValueOrigin.CommandLine()));
    return new EffectiveConfig(all);
  }

  /** The same with a list that an option says for every listener. */
  public EffectiveConfig withOfListeners(String key, List<String> texts) {
    EffectiveConfig all = this;
    for (EffectiveSetting setting : settings) {
      if (setting.key().startsWith(ListenerSettings.KEY + "[")
          && setting.key().endsWith("].name")) {
        String path = setting.key().replaceFirst("name$", key);
        all =
            all.with(
                new EffectiveSetting(
                    path, new Content.Several(texts), new ValueOrigin.CommandLine()));
      }
    }
    return all;
  }

  /**
   * The same with what an option says about the operator.
   *
   * @param bind where; absent: nowhere
   */
  EffectiveConfig withAdmin(@Nullable InetSocketAddress bind) {
    List<EffectiveSetting> all = new ArrayList<>(settings);
    all.removeIf(setting ->
        setting.key().equals("admin") || (bind == null && setting.key().startsWith("admin.")));
    return new EffectiveConfig(all)
        .with(
            new EffectiveSetting(
                bind == null ? "admin" : "admin.bind",
                new Content.Single(bind == null ? "off" : NetUtil.toSocketAddressString(bind)),
                new ValueOrigin.CommandLine()));
  }

  /** The same with another setting in the place of the one of that key. */
  EffectiveConfig with(EffectiveSetting setting) {
    List<EffectiveSetting> all = new ArrayList<>(settings);
    all.replaceAll(old -> old.key().equals(setting.key()) ? setting : old);
    if (!all.contains(setting)) {
      all.add(setting);
    }
    return new EffectiveConfig(all);
  }

  /** Something odd about a key that was found later, at the place where the key stands. */
  public ConfigWarning warning(String key, String message) {
    for (EffectiveSetting setting : settings) {
      if (setting.key().equals(key)
          && setting.origin() instanceof ValueOrigin.File(String file, Position at, _)) {
        return new ConfigWarning(file, at, key, message);
      }
    }
    return new ConfigWarning("configuration", null, key, message);
  }

  /** For people: YAML that could be a configuration file, each value with its origin behind it. */
  public String text() {
    return EffectiveText.of(this);
  }

  /** For machines: one JSON object on one line. */
  public String json() {
    return EffectiveJson.of(this);
  }
}
