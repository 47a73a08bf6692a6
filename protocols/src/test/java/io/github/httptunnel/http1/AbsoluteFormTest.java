package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AbsoluteFormTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.example, a.example:80, a.example, /",
    "http://a.example/, a.example:80, a.example, /",
    "HTTP://A.Example/P?q, a.example:80, A.Example, /P?q",
    "http://a.example:8080/p, a.example:8080, a.example:8080, /p",
    "http://a.example:80/p, a.example:80, a.example:80, /p",
    "http://a.example:/p, a.example:80, a.example, /p",
    "http://a.example?q=1, a.example:80, a.example, /?q=1",
    "http://192.0.2.1/p, 192.0.2.1:80, 192.0.2.1, /p",
    "http://[2001:db8::1]/p, [2001:db8::1]:80, [2001:db8::1], /p",
    "http://[2001:db8::1]:81/p, [2001:db8::1]:81, [2001:db8::1]:81, /p",
    "http://a/http://b/, a:80, a, /http://b/",
    "http://a//, a:80, a, //",
    "http://a/%2e%2e/@:x?y?z, a:80, a, /%2e%2e/@:x?y?z",
    "http://a:65535/, a:65535, a:65535, /"
  })
  void namesItsServerAndTheRest(String text, String target, String host, String originForm) {
    AbsoluteForm form = parse("GET", text);

    assertThat(form.target().authority()).isEqualTo(target);
    assertThat(form.host()).isEqualTo(host);
    assertThat(form.originForm()).isEqualTo(originForm);
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIONS, http://a, *",
    "OPTIONS, http://a/, /",
    "OPTIONS, http://a?q, /?q",
    "GET, http://a, /"
  })
  void asksForTheServerAsAWholeWithOptionsWithoutAPath(String method, String text, String form) {
    assertThat(parse(method, text).originForm()).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a/", "HTTPS://a", "https://u@a:b/#c"})
  void sendsEncryptedSitesToConnect(String text) {
    assertThat(code(text)).isEqualTo("unsupported_secure_scheme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a/", "ws://a/", "httpx://a/", "a+b-c.1://x"})
  void doesNotServeOtherSchemes(String text) {
    assertThat(code(text)).isEqualTo("unsupported_scheme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/p?q", "//a/", "/http://a/"})
  void knowsTheFormForWebServers(String text) {
    assertThat(code(text)).isEqualTo("malformed_origin_form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a",
        "a:80",
        "http:",
        "http:/a",
        "http:a/",
        "1http://a/",
        "://a/",
        "http://",
        "http:///p",
        "http://:80/",
        "http://?q",
        "http://a:0/",
        "http://a:65536/",
        "http://a:+1/",
        "http://a:080/",
        "http://a:80:80/",
        "http://a b/",
        "http://[::1/",
        "http://::1/",
        "http://[::1]x/",
        "http://[fe80::1%25x]/",
        "http://a%2f/",
        "http://a\\b/",
        "http://0x7f.1/"
      })
  void refusesWhatNamesNoServer(String text) {
    assertThat(code(text)).isEqualTo("malformed_target");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a/#", "http://a/p#f", "http://a#f", "http://a?q#f#g"})
  void refusesAFragment(String text) {
    assertThat(problem(text)).contains("fragment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://u@a/", "http://u:p@a/", "http://@a/", "http://a:80@b/"})
  void refusesUserInformation(String text) {
    assertThat(problem(text)).contains("user information");
  }

  @Test
  void repeatsNothingOfTheTarget() {
    assertThat(problem("http://canary@canary/")).doesNotContain("canary");
    assertThat(problem("http://canary:canary/")).doesNotContain("canary");
  }

  private static AbsoluteForm parse(String method, String text) {
    AbsoluteForm.Parsed parsed = AbsoluteForm.parse(method, text);
    assertThat(parsed).isInstanceOf(AbsoluteForm.Parsed.Valid.class);
    return ((AbsoluteForm.Parsed.Valid) parsed).form();
  }

  private static String code(String text) {
    return refusal(text).code();
  }

  private static String problem(String text) {
    return ((Malformed) refusal(text)).problem();
  }

  private static Refusal refusal(String text) {
    AbsoluteForm.Parsed parsed = AbsoluteForm.parse("GET", text);
    assertThat(parsed).isInstanceOf(AbsoluteForm.Parsed.Invalid.class);
    return ((AbsoluteForm.Parsed.Invalid) parsed).refusal();
  }
}
