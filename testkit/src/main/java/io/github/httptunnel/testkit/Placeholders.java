package io.github.httptunnel.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code {{NAME}}} in inputs and expectations. One that is split over several texts is put
 * together, filled, and split again inside its value, in the same proportion.
 *
 * @param values the value of each name as Latin-1
 */
public record Placeholders(Map<String, String> values) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Z0-9_]+)}}");

  /** Copies the map. */
  public Placeholders {
    values = Map.copyOf(values);
  }

  /**
   * The text with every placeholder filled.
   *
   * @throws IllegalArgumentException if one has no value
   */
  public String fill(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
  }

  /** The parts with every placeholder filled, also those split over several texts. */
  public List<InputPart> fill(List<InputPart> parts) {
    List<String> texts =
        parts.stream()
            .filter(InputPart.Text.class::isInstance)
            .map(part -> ((InputPart.Text) part).latin1())
            .toList();
    List<String> filled = fillSplit(texts);
    List<InputPart> all = new ArrayList<>();
    int next = 0;
    for (InputPart part : parts) {
      all.add(part instanceof InputPart.Text ? new InputPart.Text(filled.get(next++)) : fill(part));
    }
    return all;
  }

  private InputPart fill(InputPart part) {
    return switch (part) {
      case InputPart.Repeat(String text, int times) -> new InputPart.Repeat(fill(text), times);
      case InputPart.ByteByByte(String text, var interval) ->
          new InputPart.ByteByByte(fill(text), interval);
      case InputPart.Drip(String text, var interval, var length) ->
          new InputPart.Drip(fill(text), interval, length);
      default -> part;
    };
  }

  private List<String> fillSplit(List<String> texts) {
    String joined = String.join("", texts);
    List<MatchResult> found = PLACEHOLDER.matcher(joined).results().toList();
    String whole = fill(joined);
    List<String> pieces = new ArrayList<>();
    int rawEnd = 0;
    int start = 0;
    for (String text : texts) {
      rawEnd += text.length();
      int end = moved(rawEnd, found);
      pieces.add(whole.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /** Where a position in the raw text is once the placeholders are filled. */
  private int moved(int position, List<MatchResult> found) {
    int shift = 0;
    for (MatchResult match : found) {
      int length = value(match.group(1)).length();
      int rawLength = match.end() - match.start();
      if (position >= match.end()) {
        shift += length - rawLength;
      } else if (position > match.start()) {
        int inside = (position - match.start()) * length / rawLength;
        return match.start() + shift + Math.clamp(inside, Math.min(1, length), length);
      }
    }
    return position + shift;
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("placeholder {{" + name + "}}: has no value; give it one");
    }
    return value;
  }
}
