package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.Node.Entry;
import io.github.httptunnel.server.config.Node.Mapping;
import io.github.httptunnel.server.config.Node.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file while it is read, key by key. Whatever nobody has asked for by the end is
 * an unknown key. A value that cannot be read is reported and then counts as absent.
 */
final class Section {

  /** Stands in the list of all keys for those that the operator chooses. */
  static final String ANY_NAME = "<name>";

  private final Reading reading;
  private final String path;
  private final Mapping mapping;
  private final Map<String, KnownKey> asked = new LinkedHashMap<>();

  private Section(Reading reading, String path, Mapping mapping) {
    this.reading = reading;
    this.path = path;
    this.mapping = mapping;
  }

  /** Reads a whole section with one function. */
  static <T extends @Nullable Object> T read(
      Reading reading, String path, Node node, Function<Section, T> reader) {
    Section section = new Section(reading, path, reading.mapping(path, node));
    T result = reader.apply(section);
    reading.reportStrayKeys(path, section.mapping, section.asked.keySet());
    return result;
  }

  /** A value; absent if the key is. */
  <T> @Nullable T value(String key, Syntax<T> syntax) {
    Node node = find(key, syntax.type());
    if (node == null) {
      reading.ledger().missing(path(key));
      return null;
    }
    return reading.value(path(key), node, syntax);
  }

  /** A value, or what holds without the key. */
  <T> T value(String key, Syntax<T> syntax, T fallback) {
    T value = value(key, syntax);
    assumed(key, syntax.write(fallback));
    return value == null ? fallback : value;
  }

  /** A value that can be switched off, or what holds without the key. */
  <T> @Nullable T valueOrOff(String key, Syntax<T> syntax, @Nullable T fallback) {
    Syntax.Switched<T> switched = value(key, syntax.orOff());
    assumed(key, fallback == null ? "off" : syntax.write(fallback));
    if (switched == null) {
      return fallback;
    }
    return switched.value().isEmpty() ? null : switched.value().getFirst();
  }

  /** What a key says, off being something; absent if the key is. */
  <T> Syntax.@Nullable Switched<T> switched(String key, Syntax<T> syntax) {
    return value(key, syntax.orOff());
  }

  /** Notes what holds without a key, for those who want to know. */
  void assumed(String key, String text) {
    reading.ledger().assumed(path(key), List.of(text), true);
  }

  /** The same of a list. */
  void assumed(String key, List<String> texts) {
    reading.ledger().assumed(path(key), texts, false);
  }

  /** The same of a list of sections. */
  void assumedSections(String key, List<EffectiveSetting> settings) {
    reading.ledger().assumed(path(key), settings);
  }

  /** A list of values; absent if the key is. */
  <T> @Nullable List<T> list(String key, Syntax<T> syntax) {
    Node node = find(key, "list of " + syntax.type());
    if (node == null) {
      reading.ledger().missing(path(key));
      return null;
    }
    return items(key, node, syntax);
  }

  /** The values of a list that is there. */
  private <T> List<T> items(String key, Node node, Syntax<T> syntax) {
    List<T> values = new ArrayList<>();
    List<Node> items = reading.items(path(key), node, syntax.expected());
    for (int i = 0; i < items.size(); i++) {
      T value = reading.value(path(key) + "[" + i + "]", items.get(i), syntax);
      if (value != null) {
        values.add(value);
      }
    }
    reading.ledger().gather(path(key), node.at(), items.size());
    return values;
  }

  /** A section below this one; without the key it is read as empty, which gives the defaults. */
  <T> T section(String key, Function<Section, T> reader) {
    Node node = find(key, "section");
    return Section.read(
        reading, path(key), node == null ? new Mapping(mapping.at(), List.of()) : node, reader);
  }

  /** A section below this one that may be missing. */
  <T> @Nullable T optionalSection(String key, Function<Section, @Nullable T> reader) {
    Node node = find(key, "section");
    if (node == null && !reading.survey().isRunning()) {
      reading.ledger().missing(path(key));
      return null;
    }
    if (node instanceof Mapping(Position at, List<Entry> entries) && entries.isEmpty()) {
      reading.ledger().empty(path(key), at);
    }
    Node present = node == null ? new Mapping(mapping.at(), List.of()) : node;
    return Section.read(reading, path(key), present, reader);
  }

  /** A word or a section; without the key, what some word stands for. */
  <W, T> @Nullable T wordOrSection(
      String key,
      Syntax<W> words,
      Function<W, @Nullable T> word,
      Function<Section, @Nullable T> reader,
      W fallback) {
    if (reading.survey().isRunning()) {
      Section.read(reading, path(key), new Mapping(mapping.at(), List.of()), reader);
    }
    if (entry(key) instanceof Entry(_, Mapping _)) {
      return optionalSection(key, reader);
    }
    return word.apply(value(key, words, fallback));
  }

  /** A list of sections; absent if the key is. */
  <T> @Nullable List<T> sections(String key, Function<Section, T> reader) {
    Node node = find(key, "list of sections");
    if (reading.survey().isRunning()) {
      Section.read(reading, path(key) + "[]", new Mapping(mapping.at(), List.of()), reader);
    }
    if (node == null) {
      reading.ledger().missing(path(key));
      return null;
    }
    List<T> sections = new ArrayList<>();
    List<Node> items = reading.items(path(key), node, "{key: value}");
    for (int i = 0; i < items.size(); i++) {
      sections.add(Section.read(reading, path(key) + "[" + i + "]", items.get(i), reader));
    }
    return sections;
  }

  /** A section whose keys are names of the operator's choice, each with a section below it. */
  <T> Map<String, T> named(String key, Function<Section, @Nullable T> reader) {
    return section(key, names -> names.each(reader));
  }

  private <T> Map<String, T> each(Function<Section, @Nullable T> reader) {
    Map<String, T> values = new LinkedHashMap<>();
    if (reading.survey().isRunning()) {
      Section.read(reading, path(ANY_NAME), new Mapping(mapping.at(), List.of()), reader);
    }
    for (Entry entry : mapping.entries()) {
      if (entry.key() instanceof Scalar(_, String name, _) && !asked.containsKey(name)) {
        asked.put(name, new KnownKey(path(name), "section"));
        checkName(entry.key(), name);
        T value = Section.read(reading, path(Shown.of(name)), entry.value(), reader);
        if (value != null) {
          values.put(name, value);
        }
      }
    }
    return values;
  }

  private void checkName(Node key, String name) {
    if (Syntaxes.label().parse(name) instanceof Parsed.Bad<String>(String problem)) {
      String message =
          "'%s' %s (expected: %s)".formatted(Shown.of(name), problem, Syntaxes.label().expected());
      reading.findings().error(key.at(), path(Shown.of(name)), message);
    }
  }

  /**
   * The keys, for a section in which the operator chooses them; those that are no names are
   * reported.
   */
  List<String> names() {
    if (reading.survey().isRunning()) {
      return List.of(ANY_NAME);
    }
    List<String> names = new ArrayList<>();
    for (Entry entry : mapping.entries()) {
      if (entry.key() instanceof Scalar(_, String name, _) && !names.contains(name)) {
        checkName(entry.key(), name);
        names.add(name);
      }
    }
    return names;
  }

  /** The key under which it stands. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether it has no key at all. */
  boolean isEmpty() {
    return mapping.entries().isEmpty();
  }

  /** The line in which it begins. */
  int line() {
    return mapping.at().line();
  }

  boolean has(String key) {
    return entry(key) != null;
  }

  /** What paths in the file are relative to. */
  Path folder() {
    return reading.folder();
  }

  /** Reports something about a key: at its value, or at the section if the key is missing. */
  void error(String key, String message) {
    reading.findings().error(at(key), path(key), message);
  }

  /** The same for what is only odd. */
  void warn(String key, String message) {
    reading.findings().warn(at(key), path(key), message);
  }

  /** Warns about the section as a whole. */
  void warn(String message) {
    reading.findings().warn(mapping.at(), path, message);
  }

  /** Reports something about the section as a whole. */
  void error(String message) {
    reading.findings().error(mapping.at(), path, message);
  }

  /** Keeps what stands behind a key out of every excerpt. */
  void conceal(String key) {
    reading.findings().hideRest(at(key));
  }

  private Position at(String key) {
    Entry entry = entry(key);
    return entry == null ? mapping.at() : entry.value().at();
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private @Nullable Node find(String key, String type) {
    KnownKey known = new KnownKey(path(key), type);
    asked.put(key, known);
    reading.survey().add(known);
    Entry entry = entry(key);
    return entry == null ? null : entry.value();
  }

  private @Nullable Entry entry(String key) {
    for (Entry entry : mapping.entries()) {
      if (entry.key() instanceof Scalar(_, String text, _) && text.equals(key)) {
        return entry;
      }
    }
    return null;
  }
}
