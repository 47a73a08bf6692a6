package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.EffectiveSetting.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An effective configuration as YAML. Each value has its origin in a comment behind it; what is not
 * set is named in a comment at the end of its section.
 */
final class EffectiveText {

  private static final int COMMENTS = 56;

  /** What needs no quotes, in a list either. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9/._][A-Za-z0-9/._:+-]*(?: [A-Za-z0-9/._][A-Za-z0-9/._:+-]*)*");

  private final List<String> lines = new ArrayList<>();

  private EffectiveText() {}

  /** A section, a list of sections or a leaf, by the names of what is below. */
  private static final class Branch {
    private final Map<String, Branch> below = new LinkedHashMap<>();
    private @Nullable EffectiveSetting setting;

    boolean isUnset() {
      return below.isEmpty()
          ? setting == null || setting.content() instanceof Content.Unset
          : setting == null && below.values().stream().allMatch(Branch::isUnset);
    }

    boolean isList() {
      return below.keySet().stream().anyMatch(name -> name.startsWith("["));
    }
  }

  static String of(EffectiveConfig config) {
    Branch root = new Branch();
    for (EffectiveSetting setting : config.settings()) {
      Branch branch = root;
      for (String name : setting.key().split("\\.|(?=\\[)", -1)) {
        branch = branch.below.computeIfAbsent(name, _ -> new Branch());
      }
      branch.setting = setting;
    }
    EffectiveText text = new EffectiveText();
    text.section(root, "", "");
    return String.join("\n", text.lines) + "\n";
  }

  /**
   * What is below a section.
   *
   * @param first begins the first line, {@code indent} the others
   */
  private void section(Branch section, String first, String indent) {
    String begin = first;
    for (Map.Entry<String, Branch> entry : section.below.entrySet()) {
      if (!entry.getValue().isUnset()) {
        key(entry.getKey(), entry.getValue(), begin, indent);
        begin = indent;
      }
    }
    List<String> unset = new ArrayList<>();
    section.below.forEach((name, branch) -> unset(name, branch, unset));
    if (!unset.isEmpty()) {
      lines.add(indent + "# not set: " + String.join(", ", unset));
    }
  }

  private void key(String name, Branch branch, String begin, String indent) {
    if (branch.below.isEmpty() || branch.below.values().stream().allMatch(Branch::isUnset)) {
      leaf(begin + name + ": ", branch);
      return;
    }
    lines.add(begin + name + ":");
    if (!branch.isList()) {
      section(branch, indent + "  ", indent + "  ");
      return;
    }
    for (Branch item : branch.below.values()) {
      section(item, indent + "  - ", indent + "    ");
    }
  }

  private void leaf(String begin, Branch branch) {
    EffectiveSetting setting = branch.setting;
    if (setting == null) {
      return;
    }
    String line = begin + value(setting.content());
    String gap = " ".repeat(Math.max(2, COMMENTS - line.length()));
    String secret = setting.content() instanceof Content.Masked ? ", secret" : "";
    lines.add(line + gap + "# " + comment(setting.origin().text()) + secret);
  }

  /** Names of files may hold anything, and a line must not end in the middle of one. */
  private static String comment(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static void unset(String name, Branch branch, List<String> names) {
    if (branch.below.isEmpty()) {
      if (branch.isUnset()) {
        names.add(name);
      }
    } else if (branch.isUnset()) {
      branch.below.forEach((key, below) -> unset(name + "." + key, below, names));
    }
  }

  private static String value(Content content) {
    return switch (content) {
      case Content.Single(String text) -> scalar(text);
      case Content.Several(List<String> texts) ->
          texts.stream().map(EffectiveText::scalar).collect(Collectors.joining(", ", "[", "]"));
      case Content.Masked() -> scalar(EffectiveSetting.MASK);
      case Content.EmptySection() -> "{}";
      case Content.Unset() -> "";
    };
  }

  private static String scalar(String text) {
    boolean plain =
        PLAIN.matcher(text).matches() && !text.endsWith(":") && !text.equalsIgnoreCase("null");
    return plain && !text.contains(": ") ? text : quoted(asRead(text));
  }

  /**
   * What a reader makes into the text: it replaces references, and drops a line break at the end.
   */
  private static String asRead(String text) {
    return text.replace("${", "$${") + (text.endsWith("\n") ? "\n" : "");
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '"', '\\' -> out.append('\\').appendCodePoint(point);
            default -> {
              if (point < ' ' || point == 0x7f || Character.isISOControl(point)) {
                out.append("\\x%02x".formatted(point));
              } else {
                out.appendCodePoint(point);
              }
            }
          }
        });
    return out.append('"').toString();
  }
}
