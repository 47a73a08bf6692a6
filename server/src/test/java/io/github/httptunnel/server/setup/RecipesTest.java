package io.github.httptunnel.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RecipesTest {

  private static final Door PLAIN =
      new Door("main", "proxy.example", 8080, false, false, false, false);
  private static final Door USERS =
      new Door("main", "proxy.example", 8080, false, true, false, false);
  private static final Door CERTIFICATES = new Door("tls", "[::1]", 8443, true, false, false, true);

  private static Map<String, String> texts(Door door) {
    return Recipes.of(door).stream().collect(Collectors.toMap(Recipe::client, Recipe::text));
  }

  @Test
  void nameTheListenerAsEachClientWantsIt() {
    assertThat(texts(PLAIN))
        .containsEntry("curl", "curl -x http://proxy.example:8080 https://example.org/")
        .containsEntry("Git", "git config --global http.proxy http://proxy.example:8080")
        .containsEntry(
            "Java",
            "java -Dhttp.proxyHost=proxy.example -Dhttp.proxyPort=8080"
                + " -Dhttps.proxyHost=proxy.example -Dhttps.proxyPort=8080")
        .containsEntry(
            "apt",
            "Acquire::http::Proxy \"http://proxy.example:8080\";\n"
                + "Acquire::https::Proxy \"http://proxy.example:8080\";")
        .hasEntrySatisfying(
            "Docker", text -> assertThat(dockerProxy(text)).isEqualTo("http://proxy.example:8080"))
        .hasEntrySatisfying(
            "Shell",
            text -> assertThat(text).contains("\nexport https_proxy=http://proxy.example:8080\n"))
        .containsEntry(
            "Chrome, Chromium, Edge", "chromium --proxy-server=http://proxy.example:8080");
  }

  private static String dockerProxy(String json) {
    return new JsonMapper().readTree(json).get("proxies").get("https-proxy").asString();
  }

  @Test
  void whereAPasswordIsAskedTheyHavePlaceholders() {
    assertThat(texts(USERS))
        .containsEntry(
            "curl", "curl -x http://proxy.example:8080 --proxy-user NAME https://example.org/")
        .containsEntry("Git", "git config --global http.proxy http://NAME@proxy.example:8080")
        .hasEntrySatisfying(
            "Docker",
            text ->
                assertThat(dockerProxy(text)).isEqualTo("http://NAME:PASSWORD@proxy.example:8080"))
        .hasEntrySatisfying(
            "Java",
            text -> assertThat(text).endsWith(" -Djdk.http.auth.tunneling.disabledSchemes="));
  }

  @Test
  void whereATokenIsAskedCurlHasAPlaceholder() {
    assertThat(texts(new Door("main", "proxy.example", 8080, false, false, true, false)))
        .containsEntry(
            "curl",
            "curl -x http://proxy.example:8080"
                + " --proxy-header 'Proxy-Authorization: Bearer TOKEN' https://example.org/");
  }

  @Test
  void whereTlsIsSpokenTheyNameWhomToTrustAndWhatToShow() {
    assertThat(texts(CERTIFICATES))
        .containsEntry(
            "curl",
            "curl -x https://[::1]:8443 --proxy-cacert CA.pem --proxy-cert CERT.pem"
                + " --proxy-key KEY.pem https://example.org/")
        .containsEntry(
            "Git",
            """
            git config --global http.proxy https://[::1]:8443
            git config --global http.proxySSLCAInfo CA.pem
            git config --global http.proxySSLCert CERT.pem
            git config --global http.proxySSLKey KEY.pem\
            """)
        .containsEntry("Java", "");
  }
}
