package io.github.httptunnel.http1;

import io.github.httptunnel.answer.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One entry of the list of hostile inputs, and how to play it to a channel without a socket. */
record BadInput(String id, JsonNode input, JsonNode expect) {

  private static final String ECHO = "127.0.0.1:7777";

  /** In order: the last two are one placeholder, cut in two by a pause. */
  private static final Map<String, String> PLACEHOLDERS = new LinkedHashMap<>();

  static {
    PLACEHOLDERS.put("{{ECHO}}", ECHO);
    PLACEHOLDERS.put("{{ORIGIN}}", "127.0.0.1:7778");
    PLACEHOLDERS.put("{{CLOSED}}", "127.0.0.1:7779");
    PLACEHOLDERS.put("{{BLACKHOLE}}", "192.0.2.1:443");
    PLACEHOLDERS.put("{{PROXY}}", "127.0.0.1:8080");
    PLACEHOLDERS.put("{{NXDOMAIN}}", "nxdomain.example");
    PLACEHOLDERS.put("{{DNSTIMEOUT}}", "dnstimeout.example");
    PLACEHOLDERS.put("{{CANARY}}", "canary");
    PLACEHOLDERS.put("{{EC", "127.0.0.1");
    PLACEHOLDERS.put("HO}}", ":7777");
  }

  static List<BadInput> all() {
    JsonNode list =
        JsonMapper.shared()
            .readTree(BadInput.class.getResourceAsStream("/bad-inputs-http1-connect.json"));
    List<BadInput> entries = new ArrayList<>();
    list.forEach(entry ->
        entries.add(
            new BadInput(entry.get("id").asString(), entry.get("input"), entry.get("expect"))));
    return entries;
  }

  /** Plays the parts in order; the pauses are the clock's. */
  void play(Wire wire) {
    if (input.isString()) {
      wire.receive(fill(input.asString()));
    } else {
      input.forEach(part -> play(wire, part));
    }
  }

  /** The target its request line names. */
  String target() {
    String text = input.isString() ? input.asString() : input.get(0).asString();
    return fill(text).strip().split(" ", -1)[1];
  }

  /** The statuses that are right, in all alternatives. */
  List<Integer> statuses() {
    Stream<JsonNode> alternatives =
        expect.has("any_of") ? expect.get("any_of").valueStream() : Stream.of(expect);
    return alternatives
        .flatMap(one ->
            Stream.of("status", "or_status")
                .filter(one::has)
                .flatMap(name -> one.get(name).valueStream()))
        .map(JsonNode::asInt)
        .toList();
  }

  private static void play(Wire wire, JsonNode part) {
    if (part.isString()) {
      wire.receive(fill(part.asString()));
    } else if (part.has("repeat")) {
      wire.receive(part.get("repeat").asString().repeat(part.get("times").asInt()));
    } else if (part.has("delay_ms")) {
      wire.advanceMillis(part.get("delay_ms").asLong());
    } else if (part.has("drip")) {
      drip(wire, part);
    } else if (part.has("half_close")) {
      wire.receiveEnd();
    } else if (part.has("rst")) {
      wire.channel().close();
    } else {
      throw new IllegalArgumentException("part: " + part + " (expected: one that is known here)");
    }
  }

  private static void drip(Wire wire, JsonNode part) {
    long every = part.get("every_ms").asLong();
    long times = part.get("for_s").asLong() * 1000 / every;
    for (long i = 0; i < times && wire.channel().isOpen(); i++) {
      wire.receive(fill(part.get("drip").asString()));
      wire.advanceMillis(every);
    }
  }

  private static String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> entry : PLACEHOLDERS.entrySet()) {
      filled = filled.replace(entry.getKey(), entry.getValue());
    }
    return filled;
  }

  @Override
  public String toString() {
    return id;
  }
}
