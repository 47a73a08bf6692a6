package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.EffectiveSetting.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notes, while a file is read, what holds for each key that a reader asks for. The notes are made
 * into settings only if somebody wants them. Used by one thread.
 */
final class Ledger {

  private static final ValueOrigin DEFAULT = new ValueOrigin.Default();

  private final String file;
  private final Map<String, Note> notes = new LinkedHashMap<>();

  Ledger(String file) {
    this.file = file;
  }

  /** What is known of a key. */
  private sealed interface Note {

    /** It is not there, and something holds all the same. */
    record Assumed(List<String> texts, boolean single) implements Note {}

    /** It is there. */
    record Found(List<String> texts, boolean single, Position at, Set<String> references)
        implements Note {}

    /** It is there, an empty section. */
    record Empty(Position at) implements Note {}

    /** It is not there. */
    record Missing() implements Note {}

    /** It is not there, and these hold below it. */
    record Instead(List<EffectiveSetting> settings) implements Note {}
  }

  /** A value that stands in the file; texts are those after replacing. */
  void found(String path, String text, Position at, List<String> references) {
    notes.put(path, new Note.Found(List.of(text), true, at, new TreeSet<>(references)));
  }

  /** So many elements, noted before, are a list. */
  void gather(String path, Position at, int count) {
    List<String> texts = new ArrayList<>();
    Set<String> references = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      if (notes.remove(path + "[" + i + "]") instanceof Note.Found found) {
        texts.addAll(found.texts());
        references.addAll(found.references());
      }
    }
    notes.put(path, new Note.Found(texts, false, at, references));
  }

  void empty(String path, Position at) {
    notes.put(path, new Note.Empty(at));
  }

  void missing(String path) {
    notes.putIfAbsent(path, new Note.Missing());
  }

  /** What holds without a key; of no account if the key is there. */
  void assumed(String path, List<String> texts, boolean single) {
    if (!(notes.get(path) instanceof Note.Found)) {
      notes.put(path, new Note.Assumed(texts, single));
    }
  }

  /** What holds without a list of sections. */
  void assumed(String path, List<EffectiveSetting> settings) {
    notes.put(path, new Note.Instead(settings));
  }

  EffectiveConfig effective() {
    List<EffectiveSetting> settings = new ArrayList<>();
    notes.forEach((key, note) -> settings.addAll(settings(key, note)));
    return new EffectiveConfig(settings);
  }

  private List<EffectiveSetting> settings(String key, Note note) {
    return note instanceof Note.Instead(List<EffectiveSetting> settings)
        ? settings
        : List.of(setting(key, note));
  }

  private EffectiveSetting setting(String key, Note note) {
    return switch (note) {
      case Note.Assumed(List<String> texts, boolean single) ->
          EffectiveSetting.of(key, texts, single, DEFAULT);
      case Note.Found(List<String> texts, boolean single, Position at, Set<String> references) ->
          EffectiveSetting.of(
              key, texts, single, new ValueOrigin.File(file, at, List.copyOf(references)));
      case Note.Empty(Position at) ->
          new EffectiveSetting(
              key, new Content.EmptySection(), new ValueOrigin.File(file, at, List.of()));
      case Note.Missing _, Note.Instead _ ->
          new EffectiveSetting(key, new Content.Unset(), DEFAULT);
    };
  }
}
