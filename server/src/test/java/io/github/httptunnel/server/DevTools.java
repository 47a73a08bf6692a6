package io.github.httptunnel.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Chrome DevTools Protocol with one page of a browser. Commands block; events come on a thread
 * of the WebSocket.
 */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final BiConsumer<String, JsonNode> events;
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  /**
   * @param page the page's own address
   * @param events told of each by its name, with what it carries
   */
  DevTools(URI page, BiConsumer<String, JsonNode> events) {
    this.events = events;
    this.socket = http.newWebSocketBuilder().buildAsync(page, this).join();
  }

  /** Sends a command and waits for its result. */
  JsonNode ask(String method, Map<String, ?> parameters) {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    socket.sendText(
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
    try {
      JsonNode whole = answer.get(20, TimeUnit.SECONDS);
      if (whole.has("error")) {
        throw new AssertionError(method + ": " + whole.get("error"));
      }
      return whole.get("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(method + " has no answer", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      JsonNode whole = JSON.readTree(message.toString());
      message.setLength(0);
      take(whole);
    }
    from.request(1);
    return null;
  }

  private void take(JsonNode whole) {
    if (whole.has("id")) {
      pending.remove(whole.get("id").asInt()).complete(whole);
    } else {
      events.accept(whole.get("method").asString(), whole.get("params"));
    }
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
