package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.RunningCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Chromium with one page, which a test drives and looks into. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern PORT =
      Pattern.compile("DevTools listening on ws://127.0.0.1:(\\d+)");

  private final RunningCommand process;
  private final DevTools page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private Browser(RunningCommand process) throws IOException, InterruptedException {
    this.process = process;
    process.awaitOutput("DevTools listening on ");
    this.page = new DevTools(page(process.stderr()), this::happened);
    Stream.of("Page", "Runtime", "Log", "Network")
        .forEach(domain -> page.ask(domain + ".enable", Map.of()));
  }

  /** Starts it; {@code folder} is for its state. */
  static Browser open(Path folder, String... options) throws IOException, InterruptedException {
    RunningCommand process =
        Command.of("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")
            .and("--no-first-run", "--disable-background-networking", "--disable-sync")
            .and("--disable-component-update", "--disable-features=HttpsUpgrades")
            .and("--remote-debugging-port=0", "--user-data-dir=" + folder.resolve("profile"))
            .and(options)
            .and("about:blank")
            .within(Duration.ofSeconds(30))
            .start();
    try {
      return new Browser(process);
    } catch (AssertionError | IOException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private static URI page(String said) throws IOException, InterruptedException {
    Matcher port = PORT.matcher(said);
    assertThat(port.find()).isTrue();
    URI list = URI.create("http://127.0.0.1:" + port.group(1) + "/json/list");
    try (HttpClient http = HttpClient.newHttpClient()) {
      String pages =
          http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      return new JsonMapper()
          .readTree(pages)
          .valueStream()
          .filter(each -> each.get("type").asString().equals("page"))
          .map(each -> URI.create(each.get("webSocketDebuggerUrl").asString()))
          .findFirst()
          .orElseThrow();
    }
  }

  private void happened(String event, JsonNode what) {
    switch (event) {
      case "Network.requestWillBeSent" -> asked.add(what.get("request").get("url").asString());
      case "Runtime.exceptionThrown" -> complaints.add(what.toString());
      case "Runtime.consoleAPICalled", "Log.entryAdded" -> complaints.add(event + " " + what);
      default -> {}
    }
  }

  /** Leaves the page, and forgets what was asked for and complained about. */
  Browser forget() {
    page.ask("Page.navigate", Map.of("url", "about:blank"));
    complaints.clear();
    asked.clear();
    return this;
  }

  /** Loads a page. */
  Browser visit(String url) {
    page.ask("Page.navigate", Map.of("url", url));
    awaitTrue("location.href !== 'about:blank' && document.readyState === 'complete'");
    return this;
  }

  /** What the person who sits before it likes: {@code light} or {@code dark}. */
  Browser likes(String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    page.ask("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    return this;
  }

  /** How wide the window is, in pixels. */
  Browser isWide(int width) {
    page.ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /** The value of an expression, as text; a promise is awaited. */
  String read(String expression) {
    JsonNode answer =
        page.ask(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "Promise.resolve(" + expression + ").then(String)",
                "awaitPromise",
                true));
    assertThat(answer.get("exceptionDetails")).as(expression).isNull();
    return answer.get("result").get("value").asString();
  }

  /** The text of the first element that a selector finds, without marks between digits. */
  String text(String selector) {
    return read("document.querySelector(`" + selector + "`)?.textContent.replace(/\\s+/g, ' ')");
  }

  /** Waits until an element's text is that. */
  Browser awaitText(String selector, String wanted) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(selector)).isEqualTo(wanted));
    return this;
  }

  /** Waits until an expression is true. */
  Browser awaitTrue(String expression) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(read(expression)).as(expression).isEqualTo("true"));
    return this;
  }

  /** Presses the first element that a selector finds, once it is there. */
  Browser press(String selector) {
    awaitTrue("document.querySelector(`" + selector + "`) !== null");
    read("document.querySelector(`" + selector + "`).click()");
    return this;
  }

  /** Enters a value, as a person would who types it or chooses it. */
  Browser enter(String selector, String value) {
    read(
        """
        (field => { field.value = `%s`; field.dispatchEvent(new Event('input', { bubbles: true })); })
        (document.querySelector(`%s`))\
        """
            .formatted(value, selector));
    return this;
  }

  /** Everything that is in the page, entered or shown. */
  String everything() {
    return read(
        "document.documentElement.outerHTML"
            + " + [...document.querySelectorAll('input')].map(field => field.value).join()");
  }

  /** What the console says: errors, exceptions, breaches of the page's policy. */
  List<String> complaints() {
    return complaints;
  }

  /** The addresses of all that was asked for. */
  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    page.close();
    process.close();
  }
}
