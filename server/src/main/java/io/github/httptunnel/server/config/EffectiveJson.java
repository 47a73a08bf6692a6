package io.github.httptunnel.server.config;

import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.config.EffectiveSetting.Content;
import java.util.List;
import java.util.function.Consumer;

/**
 * An effective configuration for machines: {@code settings}, each with its {@code key}, its {@code
 * value} or {@code values}, and its {@code origin}. What is not set has neither value.
 */
final class EffectiveJson {

  private EffectiveJson() {}

  static String of(EffectiveConfig config) {
    List<Consumer<Json>> settings = config.settings().stream().map(EffectiveJson::setting).toList();
    return Json.object(json -> json.objects("settings", settings));
  }

  private static Consumer<Json> setting(EffectiveSetting setting) {
    return json -> {
      json.text("key", setting.key());
      switch (setting.content()) {
        case Content.Single(String text) -> json.text("value", text);
        case Content.Several(List<String> texts) -> json.texts("values", texts);
        case Content.Masked() -> json.text("value", EffectiveSetting.MASK).flag("secret", true);
        case Content.EmptySection() -> json.object("value", _ -> {});
        case Content.Unset() -> {}
      }
      origin(json, setting.origin());
    };
  }

  private static void origin(Json json, ValueOrigin origin) {
    switch (origin) {
      case ValueOrigin.Default() -> json.text("origin", "default");
      case ValueOrigin.CommandLine() -> json.text("origin", "command_line");
      case ValueOrigin.File(String file, Position at, List<String> references) -> {
        json.text("origin", "file")
            .text("file", file)
            .number("line", at.line())
            .number("column", at.column());
        if (!references.isEmpty()) {
          json.texts("references", references);
        }
      }
    }
  }
}
