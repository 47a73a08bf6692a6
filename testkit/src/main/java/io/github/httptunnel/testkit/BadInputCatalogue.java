package io.github.httptunnel.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a catalogue of inputs: a JSON list of objects with {@code id}, {@code protocol}, {@code
 * profile}, {@code input}, {@code expect}, {@code level} and {@code why}; other members are
 * ignored. An input is a string or a list of strings and objects, one object for each kind of
 * {@link InputPart}.
 *
 * <p>With protocol {@code http1-upstream} the input is what the target answers, once it has read a
 * head; with a {@code read_head} of its own, as the input says. What the client does is then in
 * {@code request}, or a plain GET.
 */
public final class BadInputCatalogue {

  private static final String OF_TARGETS = "http1-upstream";
  private static final InputPart USUAL_REQUEST =
      new InputPart.Text("GET http://{{ORIGIN}}/ HTTP/1.1\r\nHost: {{ORIGIN}}\r\n\r\n");

  private BadInputCatalogue() {}

  /**
   * Reads all entries, in order.
   *
   * @throws IllegalArgumentException if the file is no such list; names the entry
   */
  public static List<BadInput> read(Path file) {
    try {
      JsonMapper mapper = JsonMapper.shared();
      JsonNode root = mapper.readTree(file);
      return StreamSupport.stream(root.spliterator(), false)
          .map(node -> entry(mapper, node))
          .toList();
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": no catalogue of inputs", e);
    }
  }

  private static BadInput entry(JsonMapper mapper, JsonNode node) {
    String id = text(node, "id", "an entry");
    String protocol = text(node, "protocol", id);
    boolean ofTarget = protocol.equals(OF_TARGETS);
    List<InputPart> input = parts(id, node.path("input"));
    return new BadInput(
        id,
        protocol,
        text(node, "profile", id),
        ofTarget ? request(id, node) : input,
        ofTarget ? answer(input) : List.of(),
        expectation(mapper, node.path("expect")),
        text(node, "level", id).equals("must"),
        text(node, "why", id));
  }

  private static List<InputPart> request(String id, JsonNode node) {
    return node.has("request") ? parts(id, node.path("request")) : List.of(USUAL_REQUEST);
  }

  private static List<InputPart> answer(List<InputPart> input) {
    boolean complete = input.stream().anyMatch(InputPart.ReadHead.class::isInstance);
    return complete
        ? input
        : Stream.concat(Stream.of(new InputPart.ReadHead()), input.stream()).toList();
  }

  private static List<InputPart> parts(String id, JsonNode input) {
    return input.isArray()
        ? StreamSupport.stream(input.spliterator(), false).map(p -> part(id, p)).toList()
        : List.of(part(id, input));
  }

  private static Map<String, Object> expectation(JsonMapper mapper, JsonNode node) {
    Map<String, Object> values = new LinkedHashMap<>();
    node.properties()
        .forEach(entry ->
            values.put(entry.getKey(), mapper.treeToValue(entry.getValue(), Object.class)));
    return values;
  }

  private static String text(JsonNode node, String member, String id) {
    JsonNode value = node.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException(id + ": " + member + " (expected: a string)");
    }
    return value.asString();
  }

  private static InputPart part(String id, JsonNode node) {
    if (node.isString()) {
      return new InputPart.Text(node.asString());
    }
    InputPart sending = sending(node);
    InputPart part = sending == null ? acting(node) : sending;
    if (part == null) {
      throw new IllegalArgumentException(id + ": input: unknown part " + node);
    }
    return part;
  }

  private static @Nullable InputPart sending(JsonNode node) {
    if (node.has("repeat")) {
      return new InputPart.Repeat(node.path("repeat").asString(), node.path("times").asInt());
    }
    if (node.has("byte_by_byte_ms")) {
      return new InputPart.ByteByByte(
          node.path("data").asString(), millis(node.path("byte_by_byte_ms")));
    }
    if (node.has("drip")) {
      return new InputPart.Drip(
          node.path("drip").asString(), millis(node.path("every_ms")), seconds(node.path("for_s")));
    }
    return null;
  }

  private static @Nullable InputPart acting(JsonNode node) {
    return switch (node.propertyNames().iterator().next()) {
      case "delay_ms" -> new InputPart.Delay(millis(node.path("delay_ms")));
      case "read" -> new InputPart.Read(node.path("read").asInt());
      case "read_head" -> new InputPart.ReadHead();
      case "read_to_end" -> new InputPart.ReadToEnd();
      case "read_nothing_for_s" ->
          new InputPart.ReadNothing(seconds(node.path("read_nothing_for_s")));
      case "half_close" -> new InputPart.HalfClose();
      case "rst" -> new InputPart.Reset();
      case "close" -> new InputPart.Close();
      case "generate", "describe", "tls_client" -> new InputPart.Unplayable(node.toString());
      default -> null;
    };
  }

  private static Duration millis(JsonNode value) {
    return Duration.ofMillis(value.asLong());
  }

  private static Duration seconds(JsonNode value) {
    return Duration.ofMillis((long) (value.asDouble() * 1000));
  }
}
