package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.Node.Entry;
import io.github.httptunnel.server.config.Node.Mapping;
import io.github.httptunnel.server.config.Node.Scalar;
import io.github.httptunnel.server.config.Node.Sequence;
import io.github.httptunnel.server.config.Substitution.Replaced;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all sections of one file share while it is read. Reports what it cannot read. */
final class Reading {

  private final Findings findings;
  private final Substitution substitution;
  private final Path folder;
  private final KeySurvey survey;
  private final Ledger ledger;

  Reading(
      Findings findings, Substitution substitution, Path folder, KeySurvey survey, Ledger ledger) {
    this.findings = findings;
    this.substitution = substitution;
    this.folder = folder;
    this.survey = survey;
    this.ledger = ledger;
  }

  Findings findings() {
    return findings;
  }

  KeySurvey survey() {
    return survey;
  }

  Ledger ledger() {
    return ledger;
  }

  /** What paths in the file are relative to. */
  Path folder() {
    return folder;
  }

  /** The value that a node stands for; absent if it is none, which has been reported. */
  <T> @Nullable T value(String path, Node node, Syntax<T> syntax) {
    if (!(node instanceof Scalar scalar)) {
      String found = node instanceof Sequence ? "a list" : "a mapping";
      findings.error(node.at(), path, "found " + found + " (expected: " + syntax.expected() + ")");
      return null;
    }
    if (scalar.isNull()) {
      reportNull(path, scalar, syntax.expected());
      return null;
    }
    return switch (substitution.replace(scalar.text())) {
      case Replaced.Text(String text, List<String> references) -> {
        note(syntax, text);
        ledger.found(path, text, scalar.at(), references);
        yield parsed(path, scalar, syntax, syntax.parse(text));
      }
      case Replaced.Failed(String reference, String problem) -> {
        findings.error(inside(scalar, reference), path, Shown.of(reference) + " " + problem);
        yield null;
      }
    };
  }

  /** A path to a file, whether that is kept as a path or read at once. */
  private void note(Syntax<?> syntax, String text) {
    if (syntax.type().equals(Syntaxes.PATH)
        && Syntaxes.path(folder).parse(text) instanceof Parsed.Good<Path>(Path file)
        && Files.isRegularFile(file)) {
      findings.madeOf(file);
    }
  }

  /** Quotes what stands in the file, never what was put in for a reference. */
  private <T> @Nullable T parsed(String path, Scalar scalar, Syntax<T> syntax, Parsed<T> parsed) {
    return switch (parsed) {
      case Parsed.Good<T>(T value) -> value;
      case Parsed.Bad<T>(String problem) -> {
        findings.error(
            scalar.at(),
            path,
            "'"
                + Shown.of(scalar.text())
                + "' "
                + problem
                + " (expected: "
                + syntax.expected()
                + ")");
        yield null;
      }
    };
  }

  void reportNull(String path, Node node, String expected) {
    findings.error(
        node.at(),
        path,
        "has no value (expected: " + expected + "; remove the key to get the default)");
  }

  /** Where a reference stands, if it stands in the line in which its text begins. */
  private Position inside(Scalar scalar, String reference) {
    String line = findings.source().line(scalar.at().line());
    int offset = line.indexOf(reference, SourceText.offset(line, scalar.at().column()));
    return offset < 0
        ? scalar.at()
        : new Position(scalar.at().line(), line.codePointCount(0, offset) + 1);
  }

  /** An empty mapping instead of what is none, which is reported. */
  Mapping mapping(String path, Node node) {
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    if (node instanceof Scalar scalar && scalar.isNull()) {
      reportNull(path, node, "keys below it");
    } else {
      String found = node instanceof Sequence ? "a list" : "a single value";
      findings.error(
          node.at(), path, "found " + found + " (expected: a mapping, such as key: value)");
    }
    return new Mapping(node.at(), List.of());
  }

  /** An empty list instead of what is none, which is reported. */
  List<Node> items(String path, Node node, String expected) {
    if (node instanceof Sequence(Position at, List<Node> items)) {
      if (items.isEmpty()) {
        findings.error(at, path, "the list is empty (expected: at least one element)");
      }
      return items;
    }
    if (node instanceof Scalar scalar && scalar.isNull()) {
      reportNull(path, node, "a list");
    } else {
      findings.error(node.at(), path, "found no list (expected: [" + expected + ", ...])");
    }
    return List.of();
  }

  /** An unknown key, and what may have been meant. Its value could be a secret and is hidden. */
  private void unknown(String path, Scalar key, Node value, Collection<String> siblings) {
    if (value.at().line() == key.at().line()) {
      findings.hideRest(value.at());
    }
    findings.error(key.at(), path, "unknown key" + hint(key.text(), siblings));
  }

  private String hint(String name, Collection<String> siblings) {
    if (name.equals("<<")) {
      return "; merge keys are not supported (expected: an alias for the whole value, key: *name)";
    }
    return Spelling.nearest(name, siblings)
        .map(near -> "; did you mean '" + near + "'?")
        .or(() -> survey.elsewhere(name).map(place -> "; it belongs " + place))
        .orElse("");
  }

  /**
   * Reports the keys of a section that are none.
   *
   * @param asked those that a reader has asked for
   */
  void reportStrayKeys(String path, Mapping mapping, Set<String> asked) {
    Map<String, Position> first = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      if (!(entry.key() instanceof Scalar key)) {
        findings.error(entry.key().at(), path, "a key is not text (expected: key: value)");
        continue;
      }
      String shown = Shown.of(key.text());
      String place = path.isEmpty() ? shown : path + "." + shown;
      Position before = first.putIfAbsent(key.text(), key.at());
      if (before != null) {
        String message = "duplicate key; it is already in line " + before.line();
        findings.error(key.at(), place, message);
      } else if (!asked.contains(key.text())) {
        unknown(place, key, entry.value(), asked);
      }
    }
  }
}
