package io.github.httptunnel.server.setup;

import java.util.List;
import java.util.stream.Collectors;

/** The page that tells people how to set their clients up, as HTML. */
final class SetupDocument {

  private static final String PLACE = "<!-- listeners -->";

  private final String frame;

  /**
   * @param frame all around the listeners
   */
  SetupDocument(String frame) {
    this.frame = frame;
  }

  /**
   * The page for somebody.
   *
   * @param doors that can be used from there
   * @param pac where the PAC file is
   */
  String text(List<Door> doors, String pac) {
    String parts =
        doors.isEmpty()
            ? "<p class=\"panel\">No listener for proxy clients can be reached from where you"
                + " are.</p>"
            : browsers(pac) + doors.stream().map(SetupDocument::door).collect(Collectors.joining());
    return frame.replace(PLACE, parts);
  }

  private static String browsers(String pac) {
    Recipe firefox =
        new Recipe(
            "Firefox",
            "Settings, Network Settings, Automatic proxy configuration URL.",
            pac,
            "For all listeners below. Private addresses that are refused, and names without a dot,"
                + " are asked directly.");
    Recipe chrome =
        new Recipe(
            "Chrome, Chromium, Edge",
            "Start the browser so; or give the address to the proxy settings of the system.",
            "chromium --proxy-pac-url=" + pac,
            null);
    return section("All listeners, with a PAC file", "", List.of(firefox, chrome));
  }

  private static String door(Door door) {
    return section(door.listener(), facts(door), Recipes.of(door));
  }

  private static String facts(Door door) {
    String speaks =
        door.tls()
            ? "TLS: clients must trust the certificate; CA.pem is its authority"
            : "in the clear";
    String password =
        door.password() ? "; asks for a name and a password, here NAME and PASSWORD" : "";
    String token =
        door.token() ? "; asks for a token, here TOKEN, for clients that can be given a field" : "";
    String certificate =
        door.certificate() ? "; asks for a client's certificate, here CERT.pem and KEY.pem" : "";
    return "<code>" + escaped(door.url()) + "</code>, " + speaks + password + token + certificate;
  }

  private static String section(String title, String facts, List<Recipe> recipes) {
    return "<section class=\"panel\"><header><h2>%s</h2><p class=\"muted\">%s</p></header>%s</section>"
        .formatted(
            escaped(title),
            facts,
            recipes.stream().map(SetupDocument::recipe).collect(Collectors.joining()));
  }

  private static String recipe(Recipe recipe) {
    String text =
        recipe.text().isEmpty() ? "" : "<pre><code>" + escaped(recipe.text()) + "</code></pre>";
    String note =
        recipe.note() == null ? "" : "<p class=\"muted\">" + escaped(recipe.note()) + "</p>";
    return "<article><h3>%s</h3><p>%s</p>%s%s</article>"
        .formatted(escaped(recipe.client()), escaped(recipe.where()), text, note);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
