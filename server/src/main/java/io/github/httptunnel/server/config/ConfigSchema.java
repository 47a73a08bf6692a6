package io.github.httptunnel.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON Schema (draft 2020-12) of the configuration file, for editors that complete and check.
 * Made of what the readers ask for, so it cannot lag behind. It is more lenient than they are: a
 * reference such as <code>${VAR}</code> may stand in the place of any value.
 */
public final class ConfigSchema {

  private static final String REFERENCE = "\\$\\{";
  private static final String ELEMENTS = "[]";

  private ConfigSchema() {}

  /** The whole schema, indented. */
  public static String text() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Configuration of http-tunnel");
    schema.putAll(section(new ConfigReader(_ -> null, _ -> null).keys(), ""));
    StringBuilder out = new StringBuilder();
    write(out, schema, "");
    return out.append('\n').toString();
  }

  private static Map<String, Object> section(List<KnownKey> keys, String path) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (KnownKey key : keys) {
      if (key.parent().equals(path) && !key.name().equals(Section.ANY_NAME)) {
        properties.put(key.name(), property(keys, key));
      }
    }
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("type", "object");
    section.put("properties", properties);
    section.put("additionalProperties", others(keys, path + "." + Section.ANY_NAME));
    return section;
  }

  /** What may stand under names that the operator chooses, if there may be any. */
  private static Object others(List<KnownKey> keys, String path) {
    for (KnownKey key : keys) {
      if (key.path().equals(path)) {
        return property(keys, key);
      }
    }
    return keys.stream().anyMatch(key -> key.parent().equals(path)) ? section(keys, path) : false;
  }

  private static Map<String, Object> property(List<KnownKey> keys, KnownKey key) {
    String type = key.type();
    if (type.equals("section")) {
      return section(keys, key.path());
    }
    if (type.equals("list of sections")) {
      return list(section(keys, key.path() + ELEMENTS));
    }
    if (type.startsWith("list of ")) {
      return list(scalar(type.substring("list of ".length())));
    }
    boolean alsoSection = keys.stream().anyMatch(other -> other.parent().equals(key.path()));
    return alsoSection
        ? Map.of("anyOf", List.of(scalar(type), section(keys, key.path())))
        : scalar(type);
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("minItems", 1);
    list.put("items", items);
    return list;
  }

  /** What a single value of a type may be. */
  private static Map<String, Object> scalar(String type) {
    Map<String, Object> scalar = new LinkedHashMap<>();
    scalar.put("description", type);
    List<Object> words = words(type);
    if (words.isEmpty()) {
      scalar.put("type", List.of("string", "number"));
    } else {
      scalar.put("anyOf", List.of(Map.of("enum", words), reference()));
    }
    return scalar;
  }

  /** In the order in which it is written. */
  private static Map<String, Object> reference() {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("type", "string");
    reference.put("pattern", REFERENCE);
    return reference;
  }

  /** The only words there are; none if the value is free. */
  private static List<Object> words(String type) {
    if (type.equals("boolean") || type.equals("on or off")) {
      return List.of(true, false, "on", "off");
    }
    return type.startsWith("one of ")
        ? Stream.of(type.substring("one of ".length()).split(", ")).collect(Collectors.toList())
        : List.of();
  }

  private static void write(StringBuilder out, Object value, String indent) {
    switch (value) {
      case Map<?, ?> map -> {
        List<String> members = new ArrayList<>();
        map.forEach((name, member) -> members.add(quoted(name) + ": " + text(member, indent)));
        block(out, '{', members, '}', indent);
      }
      case List<?> list ->
          block(out, '[', list.stream().map(item -> text(item, indent)).toList(), ']', indent);
      case String text -> out.append(quoted(text));
      default -> out.append(value);
    }
  }

  private static String text(Object value, String indent) {
    StringBuilder out = new StringBuilder();
    write(out, value, indent + "  ");
    return out.toString();
  }

  private static void block(
      StringBuilder out, char begin, List<String> items, char end, String indent) {
    String inner = "\n" + indent + "  ";
    out.append(begin).append(inner).append(String.join("," + inner, items));
    out.append('\n').append(indent).append(end);
  }

  /** Of texts of ours, in which only a backslash needs care. */
  private static String quoted(Object text) {
    return '"' + text.toString().replace("\\", "\\\\") + '"';
  }
}
