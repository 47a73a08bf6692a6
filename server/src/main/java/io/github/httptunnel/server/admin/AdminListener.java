package io.github.httptunnel.server.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  private static final Map<String, String> FIELDS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  private final HttpServer server;
  private final ExecutorService threads;

  private AdminListener(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to serve.
   *
   * @throws IOException if it cannot listen there
   */
  public static AdminListener open(AdminConfig config, Map<String, Page> pages) throws IOException {
    HttpServer server = HttpServer.create(config.bind(), BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    AdminGuard guard = new AdminGuard(config);
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, guard, pages));
    server.start();
    return new AdminListener(server, threads);
  }

  /** Where it listens, with its real port. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private static void serve(HttpExchange exchange, AdminGuard guard, Map<String, Page> pages)
      throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    Page page = path == null ? null : pages.get(path);
    send(exchange, answer(exchange, guard, page));
  }

  private static Answer answer(HttpExchange exchange, AdminGuard guard, @Nullable Page page) {
    Headers fields = exchange.getRequestHeaders();
    Page.Kind kind = page == null ? Page.Kind.READ : page.kind();
    Answer objection = guard.objection(exchange.getRequestMethod(), kind, fields);
    if (objection != null) {
      return objection;
    }
    if (page == null) {
      return Answer.plain(404, "There is nothing here.");
    }
    try {
      return page.answer().apply(fields.getFirst("Accept"));
    } catch (RuntimeException fault) {
      LOG.error("Fault of this program in the admin listener", fault);
      return Answer.plain(500, "A fault of this program; its log says more.");
    }
  }

  /** The connection ends with an answer to a request whose content nobody wants to read. */
  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      Headers fields = exchange.getResponseHeaders();
      FIELDS.forEach(fields::set);
      answer.fields().forEach(fields::set);
      fields.set("Content-Type", answer.contentType());
      if (answer.status() >= 400) {
        fields.set("Connection", "close");
      }
      byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
      if (exchange.getRequestMethod().equals("HEAD")) {
        fields.set("Content-Length", Integer.toString(body.length));
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
