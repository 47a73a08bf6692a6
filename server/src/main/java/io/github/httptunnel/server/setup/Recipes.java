package io.github.httptunnel.server.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How clients are told to use one listener. Credentials are placeholders, never real ones. */
final class Recipes {

  private static final String OWN_NETWORK = "localhost,127.0.0.1,::1";

  private final Door door;

  private Recipes(Door door) {
    this.door = door;
  }

  /** For all kinds of clients, the most common ones first. */
  static List<Recipe> of(Door door) {
    Recipes recipes = new Recipes(door);
    return List.of(
        recipes.curl(),
        recipes.chrome(),
        recipes.shell(),
        recipes.git(),
        recipes.apt(),
        recipes.java(),
        recipes.docker());
  }

  private Recipe curl() {
    return new Recipe(
        "curl",
        "Run it, or put the options into ~/.curlrc.",
        "curl -x "
            + door.url()
            + (door.password() ? " --proxy-user NAME" : "")
            + (door.token() ? " --proxy-header 'Proxy-Authorization: Bearer TOKEN'" : "")
            + (door.tls() ? " --proxy-cacert CA.pem" : "")
            + (door.certificate() ? " --proxy-cert CERT.pem --proxy-key KEY.pem" : "")
            + " https://example.org/",
        door.password() ? "It asks for the password." : null);
  }

  private Recipe chrome() {
    return new Recipe(
        "Chrome, Chromium, Edge",
        "Start the browser so; it has to be closed before.",
        "chromium --proxy-server=" + door.url(),
        askedInABrowser());
  }

  private @Nullable String askedInABrowser() {
    if (door.certificate()) {
      return "It asks which of the certificates of the system to show.";
    }
    return door.password() ? "It asks for name and password with the first page." : null;
  }

  private Recipe shell() {
    String url = door.urlWithCredentials();
    return new Recipe(
        "Shell",
        "For wget, Python, Go and many others; in ~/.profile for all programs of a user.",
        "export http_proxy="
            + url
            + "\nexport https_proxy="
            + url
            + "\nexport no_proxy="
            + OWN_NETWORK,
        null);
  }

  private Recipe git() {
    return new Recipe(
        "Git",
        "For all repositories of a user that are reached over https.",
        "git config --global http.proxy "
            + (door.password() ? door.url("NAME") : door.url())
            + (door.tls() ? "\ngit config --global http.proxySSLCAInfo CA.pem" : "")
            + (door.certificate()
                ? "\ngit config --global http.proxySSLCert CERT.pem"
                    + "\ngit config --global http.proxySSLKey KEY.pem"
                : ""),
        door.password() ? "It asks for the password." : null);
  }

  private Recipe apt() {
    String url = door.urlWithCredentials();
    String text = "Acquire::http::Proxy \"%1$s\";\nAcquire::https::Proxy \"%1$s\";".formatted(url);
    return new Recipe(
        "apt",
        "Into a file such as /etc/apt/apt.conf.d/90proxy.",
        text,
        door.tls() ? "The proxy's certificate must be one that the system trusts." : null);
  }

  private Recipe java() {
    String place = "-Dhttp%1$s.proxyHost=%2$s -Dhttp%1$s.proxyPort=%3$d";
    String both =
        place.formatted("", door.bareHost(), door.port())
            + " "
            + place.formatted("s", door.bareHost(), door.port());
    if (door.tls()) {
      return new Recipe(
          "Java",
          "Java's own clients speak to proxies in the clear only.",
          "",
          "Use a listener without TLS, or a client such as Apache HttpClient that speaks TLS to"
              + " it.");
    }
    return new Recipe(
        "Java",
        "Before the name of the class or of the jar; JAVA_TOOL_OPTIONS takes it too.",
        "java " + both + (door.password() ? " -Djdk.http.auth.tunneling.disabledSchemes=" : ""),
        door.password()
            ? "The program gives name and password with java.net.Authenticator."
            : null);
  }

  private Recipe docker() {
    String text =
        """
        {
          "proxies": {
            "http-proxy": "%1$s",
            "https-proxy": "%1$s",
            "no-proxy": "%2$s"
          }
        }\
        """
            .formatted(door.urlWithCredentials(), OWN_NETWORK);
    return new Recipe(
        "Docker",
        "Into /etc/docker/daemon.json, for pulling images; then restart Docker.",
        text,
        door.bareHost().equals("127.0.0.1") || door.bareHost().equals("localhost")
            ? "Containers themselves do not reach this machine by that address."
            : null);
  }
}
