package io.github.httptunnel.server.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server of its own for the operator, on virtual threads: it still answers when the event
 * loops have more to do than they can. Thread-safe.
 *
 * <p>How many connections it takes and how long a request may take are properties of the JDK's
 * server (module {@code jdk.httpserver}), which the launcher sets.
 */
public final class AdminListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminListener.class);

  private static final int BACKLOG = 64;

  /** For a client to take something of its answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Map<String, String> FIELDS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  private final HttpServer server;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;

  private AdminListener(
      HttpServer server, ExecutorService threads, ScheduledExecutorService timer) {
    this.server = server;
    this.threads = threads;
    this.timer = timer;
  }

  /**
   * Begins to serve.
   *
   * @param config with a token, if other machines can reach it
   * @throws IOException if it cannot listen there
   */
  public static AdminListener open(AdminConfig config, Pages pages) throws IOException {
    AdminGuard guard = new AdminGuard(config);
    HttpServer server = HttpServer.create(config.bind(), BACKLOG);
    AdminListener listener =
        new AdminListener(
            server,
            Executors.newVirtualThreadPerTaskExecutor(),
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("admin-timer").factory()));
    server.setExecutor(listener.threads);
    server.createContext("/", exchange -> listener.serve(exchange, guard, pages));
    server.start();
    return listener;
  }

  /** Where it listens, with its real port. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void serve(HttpExchange exchange, AdminGuard guard, Pages pages) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange, guard, pages.find(exchange.getRequestURI().getRawPath())));
    } catch (RuntimeException fault) {
      LOG.error("Fault of this program in an answer of the admin listener", fault);
    }
  }

  private static Answer answer(
      HttpExchange exchange, AdminGuard guard, Pages.@Nullable Found found) {
    String method = exchange.getRequestMethod();
    Answer objection = guard.objection(method, found, exchange.getRequestHeaders());
    if (objection != null) {
      return objection;
    }
    Page.Action action = found == null ? null : found.page().action(method);
    if (found == null || action == null) {
      return Answer.plain(404, "There is nothing here.");
    }
    try {
      return action.answer().apply(Question.of(exchange, found.parameter()));
    } catch (RuntimeException fault) {
      LOG.error("Fault of this program in the admin listener", fault);
      return Answer.plain(500, "A fault of this program; its log says more.");
    }
  }

  /** The connection ends with an answer to a request whose content nobody wants to read. */
  private void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers fields = exchange.getResponseHeaders();
    FIELDS.forEach(fields::set);
    answer.fields().forEach(fields::set);
    Content content = answer.content();
    fields.set("Content-Type", content.type());
    if (answer.status() >= 400) {
      fields.set("Connection", "close");
    }
    boolean whole = content.length() != Content.UNKNOWN;
    if (exchange.getRequestMethod().equals("HEAD") || content.length() == 0) {
      if (whole && answer.status() != 304) {
        fields.set("Content-Length", Long.toString(content.length()));
      }
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    // the JDK's word for chunks is zero
    exchange.sendResponseHeaders(answer.status(), whole ? content.length() : 0);
    try (OutputStream out = new TimedOutput(exchange.getResponseBody(), timer, PATIENCE)) {
      content.writing().to(out);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    timer.shutdownNow();
  }
}
