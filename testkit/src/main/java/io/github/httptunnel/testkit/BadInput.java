package io.github.httptunnel.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One entry of a catalogue of hostile or odd inputs. Immutable.
 *
 * @param id stable and unique, such as {@code H1C-001}
 * @param protocol what to speak, such as {@code http1-connect}
 * @param profile how the program under test is configured, such as {@code lab}
 * @param input what the client does, placeholders not yet filled
 * @param answer what the target does instead of what the usual ones do; empty: nothing of its own
 * @param expect what must be observed, by key: values are those of JSON (strings, numbers,
 *     booleans, lists, maps and null)
 * @param must whether the expectation is a requirement rather than a recommendation
 * @param why what the input tries
 */
public record BadInput(
    String id,
    String protocol,
    String profile,
    List<InputPart> input,
    List<InputPart> answer,
    Map<String, Object> expect,
    boolean must,
    String why) {

  /** Copies the collections. */
  public BadInput {
    input = List.copyOf(input);
    answer = List.copyOf(answer);
    // Not Map.copyOf: an expectation may be null.
    expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
  }

  /** Whether a {@link BadInputPlayer} can play all steps. */
  public boolean playable() {
    return Stream.of(input, answer)
        .flatMap(List::stream)
        .noneMatch(InputPart.Unplayable.class::isInstance);
  }

  @Override
  public String toString() {
    return id;
  }
}
