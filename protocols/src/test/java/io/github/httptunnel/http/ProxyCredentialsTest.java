package io.github.httptunnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.http.ProxyCredentials.Found;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyCredentialsTest {

  @Test
  void findsNothingWithoutTheField() {
    assertThat(in()).isEqualTo(new Found.Shown(new Credentials.None()));
  }

  @Test
  void readsANameAndAPassword() {
    assertThat(in("Basic " + base64("user:pass"))).isEqualTo(password("user", "pass"));
  }

  @Test
  void splitsAtTheFirstColon() {
    assertThat(in("Basic " + base64("user:pa:ss:"))).isEqualTo(password("user", "pa:ss:"));
  }

  @Test
  void takesAnEmptyNameAndAnEmptyPasswordForWhatTheyAre() {
    assertThat(in("Basic " + base64(":"))).isEqualTo(password("", ""));
  }

  @Test
  void readsUtf8() {
    assertThat(in("Basic " + base64("zo\u00eb:p\u00e4\u20ac")))
        .isEqualTo(password("zo\u00eb", "p\u00e4\u20ac"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bAsIc   dXNlcjpwYXNz", "BASIC dXNlcjpwYXNz", "basic dXNlcjpwYXNz"})
  void knowsTheSchemeInAnyCaseAndWithSeveralSpaces(String value) {
    assertThat(in(value)).isEqualTo(password("user", "pass"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic dXNlcg==",
        "Basic !!!",
        "Basic dXNlcjpwYXNz dXNlcjpwYXNz",
        "Basic dXNlcjpwYXNz, Basic dXNlcjpwYXNz",
        "Basic dXNlcjpwYXNzAA==",
        "Basic dXMKZXI6cGFzcw==",
        "Basic dXNlcjpw/////w==",
        "Basic 4pyTOg\u00e9"
      })
  void refusesWhatFollowsNoGrammar(String value) {
    assertThat(in(value)).isEqualTo(new Found.Unreadable());
  }

  @Test
  void refusesTwoFieldsEvenIfTheyAgree() {
    assertThat(in("Basic dXNlcjpwYXNz", "Basic dXNlcjpwYXNz")).isEqualTo(new Found.Unreadable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Negotiate dXNlcjpwYXNz", "Digest username=\"u\"", "", "Basic\tdXNlcjpwYXNz"})
  void knowsNoOtherScheme(String value) {
    assertThat(in(value)).isEqualTo(new Found.OtherScheme());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a.B-9_~+/=", "bEARER   a.B-9_~+/=", "BEARER a.B-9_~+/="})
  void readsAToken(String value) {
    assertThat(in(value))
        .isEqualTo(new Found.Shown(new Credentials.Token(new Secret("a.B-9_~+/="))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer", "Bearer a b", "Bearer =", "Bearer a=b", "Bearer a,b", "Bearer \u00e4"})
  void refusesATokenOfOtherCharacters(String value) {
    assertThat(in(value)).isEqualTo(new Found.Unreadable());
  }

  @Test
  void printsNothingOfWhatItFound() {
    assertThat(in("Basic " + base64("canary-user:canary-pass")).toString())
        .doesNotContain("canary");
  }

  private static Found in(String... values) {
    List<Field> fields = new ArrayList<>(List.of(new Field("Host", "a")));
    for (String value : values) {
      fields.add(new Field("proxy-authorization", value));
    }
    return ProxyCredentials.in(fields);
  }

  private static Found password(String user, String password) {
    return new Found.Shown(new Credentials.Password(user, new Secret(password)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
