package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of the program as it is started, in a real browser. */
class DashboardIT {

  private static final String CLIENT = "127.77.66.55";
  private static final String USER = "user-of-a-tunnel";

  private static final String REQUEST =
      "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nProxy-Authorization: Basic "
          + Base64.getEncoder().encodeToString((USER + ":pass").getBytes(StandardCharsets.US_ASCII))
          + "\r\n\r\n";

  private static final String REFUSED = "#refused tr[data-key='forbidden_rule'] ";

  private static final String CONFIG =
      """
      listeners:
        - { name: main, bind: "127.0.0.1:0", protocols: [http], auth: { users: users.htpasswd } }
      access:
        rules: [{ deny: { targets: [denied.example] } }]
        default: allow
        private_targets: allow
      """;

  /** Twice: the newest sample is too near to what the page sees for itself. */
  private static final String REMEMBERED =
      """
      fetch('api/v1/history').then(it => it.json())
          .then(it => it.tunnels.filter(count => count === 1).length > 1)\
      """;

  /** Somewhere to the left of now the plot of open tunnels has one, as the pointer there shows. */
  private static final String PAST_OF_ONE_TUNNEL =
      """
      (() => {
        const plot = document.querySelector('#tunnels-plot .u-over');
        const { right, top } = plot.getBoundingClientRect();
        return [...Array(200).keys()].some(back => {
          plot.dispatchEvent(new MouseEvent('mousemove', { clientX: right - back, clientY: top + 9 }));
          return document.querySelector('#tunnels-legend b').textContent === '1.0';
        });
      })()\
      """;

  @TempDir private static Path profile;
  @TempDir private Path folder;

  private static Browser browser;
  private EchoPeer target;
  private BuiltProgram program;

  @BeforeAll
  static void openBrowser() throws IOException, InterruptedException {
    browser = Browser.open(profile);
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void open() {
    browser.forget();
    target = EchoPeer.start();
  }

  @AfterEach
  void close() {
    program.close();
    target.close();
  }

  private String serve(String config) throws IOException {
    Files.writeString(
        folder.resolve("users.htpasswd"), USER + ":{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=\n");
    Files.writeString(folder.resolve("http-tunnel.yaml"), config);
    program = BuiltProgram.serve(folder, "--admin", "127.0.0.1:0", "serve");
    return "http://127.0.0.1:" + program.admin().getPort() + "/";
  }

  /** As a client of the proxy; a machine that is busy with other tests may make it ask again. */
  private RawClient ask(String authority, int wanted) {
    AtomicReference<RawClient> client = new AtomicReference<>();
    await()
        .until(() -> {
          client.set(RawClient.to(program.address()).from(CLIENT).connect());
          client.get().send(REQUEST.formatted(authority));
          int status = client.get().readHead().status();
          if (status == 503) {
            client.get().close();
            return false;
          }
          assertThat(status).isEqualTo(wanted);
          return true;
        });
    return client.get();
  }

  /** A tunnel to the target that has carried a thousand bytes each way. */
  private RawClient tunnel() {
    RawClient client = ask("localhost:" + target.port(), 200);
    client.send("x".repeat(1000));
    assertThat(client.readExactly(1000)).hasSize(1000);
    return client;
  }

  private void deny() {
    ask("denied.example:443", 403).close();
  }

  @Test
  void showsWhatHappensAsItHappensAndNamesNobody() throws IOException {
    String admin = serve(CONFIG);
    deny();
    try (RawClient _ = tunnel()) {
      RawClient second = tunnel();
      browser.visit(admin);
      browser
          .awaitText("#tile-tunnels", "2")
          .awaitText("#tile-down-sub", "2.00 kB in all")
          .awaitText("#tile-up-sub", "2.00 kB in all")
          .awaitText("#listeners tbody td:nth-child(3)", "2")
          .awaitText(REFUSED + ".what", "denied by a rule")
          .awaitText(REFUSED + "td:nth-child(3)", "1")
          .awaitText("#live-text", "live");
      browser.read("document.getElementById('tunnels').scrollIntoView()");
      browser
          .awaitTrue("document.querySelectorAll('#tunnel-table tbody tr').length === 2")
          .awaitText("#tunnel-table tbody td[data-label='Phase']", "relay");
      deny();
      second.close();
      browser
          .awaitText("#tile-tunnels", "1")
          .awaitText(REFUSED + "td:nth-child(3)", "2")
          .awaitText("#ended tbody .what", "both sides finished")
          .awaitTrue("document.querySelectorAll('#tunnel-table tbody tr').length === 1");
      assertThat(browser.everything())
          .doesNotContain(CLIENT, USER, "denied.example", "localhost:" + target.port());
    }
    assertThat(browser.asked()).hasSizeGreaterThan(20).allMatch(url -> url.startsWith(admin));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsWhatWasBeforeItWasOpened() throws IOException {
    String admin = serve(CONFIG);
    browser.visit(admin);
    RawClient client = tunnel();
    browser.awaitTrue(REMEMBERED);
    client.close();
    browser.awaitText("#tile-tunnels", "0").forget().visit(admin);
    browser.awaitText("#tile-tunnels", "0").awaitTrue(PAST_OF_ONE_TUNNEL);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void namesTargetsWhereTheOperatorWantsThem() throws IOException {
    String admin = serve(CONFIG + "log: { targets: on }\n");
    try (RawClient _ = tunnel()) {
      browser.visit(admin);
      browser.read("document.getElementById('tunnels').scrollIntoView()");
      browser.awaitText(
          "#tunnel-table tbody td[data-label='Target']", "localhost:" + target.port());
      assertThat(browser.everything()).doesNotContain(CLIENT, USER);
    }
  }

  @Test
  void closesTunnelsOneByOneAndTogetherOnceThatIsConfirmed() throws IOException {
    String admin = serve(CONFIG);
    List<RawClient> clients = List.of(tunnel(), tunnel(), tunnel());
    browser.visit(admin);
    browser.read("document.getElementById('tunnels').scrollIntoView()");
    browser.press("#tunnel-table tbody button").press("#close-dialog button[value='keep']");
    browser.press("#tunnel-table tbody button").press("#close-dialog button[value='close']");
    browser.awaitText("#tunnels-notice", "Closed 1 tunnel.").awaitText("#tile-tunnels", "2");
    browser
        .enter("#filters select[name='listener']", "main")
        .awaitText("#close-matching", "Close all 2")
        .press("#close-matching")
        .press("#close-dialog button[value='close']")
        .awaitText("#tunnels-notice", "Closed 2 tunnels.")
        .awaitText("#tile-tunnels", "0")
        .awaitText("#tunnels-empty", "No tunnel is open.")
        .awaitText("#ended tbody .what", "closed by an operator");
    assertThat(clients).extracting(RawClient::discardToEnd).containsOnly(Ending.RESET);
    clients.forEach(RawClient::close);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void explainsADecisionStepByStep() throws IOException {
    browser
        .visit(serve(CONFIG))
        .enter("#explain-form [name='target']", "denied.example:443")
        .press("#explain-form button")
        .awaitText("#explanation .decision", "Refused, denied by a rule, by rules[0]")
        .awaitText("#explanation li[data-effect='denies'] code", "rules[0]");
    browser
        .enter("#explain-form [name='target']", "127.0.0.1:" + target.port())
        .press("#explain-form button")
        .awaitText("#explanation .decision", "Allowed");
    assertThat(target.connections()).isZero();
    assertThat(browser.complaints()).isEmpty();
    browser.enter("#explain-form [name='target']", "no port").press("#explain-form button");
    browser.awaitTrue(
        "document.querySelector('#explanation .problem')?.textContent.startsWith('target: ')");
  }

  @Test
  void isLightOrDarkAsItsReaderLikesOnAnyScreen() throws IOException {
    String ground = "getComputedStyle(document.body).backgroundColor";
    browser.likes("light").visit(serve(CONFIG)).awaitText("#live-text", "live");
    String light = browser.read(ground);
    String dark = browser.likes("dark").read(ground);
    assertThat(dark).isNotEqualTo(light);
    assertThat(browser.press("#theme").text("#theme")).isEqualTo("Light");
    assertThat(browser.read(ground)).isEqualTo(light);
    assertThat(browser.likes("light").press("#theme").text("#theme")).isEqualTo("Dark");
    assertThat(browser.read(ground)).isEqualTo(dark);
    for (int width : List.of(390, 1280)) {
      browser.isWide(width).awaitTrue("document.documentElement.scrollWidth <= innerWidth");
    }
    assertThat(browser.complaints()).isEmpty();
    program.close();
    browser.awaitText("#live-text", "No answer");
  }

  @Test
  void asksForTheTokenAndKeepsItForThisTabOnly() throws IOException {
    String admin = serve(CONFIG + "admin: { token: a-token }\n");
    browser.visit(admin).awaitTrue("document.getElementById('token-dialog').open");
    browser.enter("#token", "wrong").press("#token-form button");
    browser.awaitText("#token-why", "That was not the token.");
    browser.enter("#token", "a-token").press("#token-form button");
    browser.awaitText("#live-text", "live").awaitText("#tile-tunnels", "0");
    assertThat(browser.read("JSON.stringify([localStorage, document.cookie, location.href])"))
        .doesNotContain("a-token");
    assertThat(browser.everything()).doesNotContain("a-token");
  }
}
