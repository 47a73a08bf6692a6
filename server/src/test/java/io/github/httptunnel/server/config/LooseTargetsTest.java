package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LooseTargetsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)(wikipedia|rust-lang)\\.org:443$", "wikipedia\\.org:443$", ".*wikipedia\\.org:443$",
        "(^a|b)\\.org:443$", "^a\\.org:443$|b\\.org:443$", "(.+\\.)?wikipedia\\.org:443$",
        "(?:^|\\.)?a\\.org:443$", "[a-z]+\\.org:443$", "(?i:wikipedia)\\.org:443$"
      })
  void noticesAnOpenStart(String regex) {
    assertThat(LooseTargets.of(regex)).singleElement().asString().contains("(^|\\.)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"^wikipedia\\.org", "^wikipedia\\.org:443", "^wikipedia\\."})
  void noticesAnOpenEnd(String regex) {
    assertThat(LooseTargets.of(regex)).singleElement().asString().contains(":443$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"^wikipedia.org:443$", "^(www.)wikipedia\\.org:443$", "^(a|b).org:443$"})
  void noticesADotThatMatchesAnything(String regex) {
    assertThat(LooseTargets.of(regex)).singleElement().asString().contains("\\.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "(wikipedia|rust-lang)\\.org:443$ evilwikipedia.org:443",
        "(?i)(wikipedia|rust-lang)\\.org:443$ evilwikipedia.org:443",
        "(^a|b)\\.org:443$ evilb.org:443",
        "^a\\.org:443$|b\\.org:443$ evilb.org:443",
        "(.+\\.)?wikipedia\\.org:443$ evilwikipedia.org:443",
        "[a-z]+\\.org:443$ evila.org:443",
        "^wikipedia\\.org wikipedia.org.evil.example:443",
        "^wikipedia\\.org:443 wikipedia.org:4430",
        "^wikipedia.org:443$ wikipediaxorg:443"
      })
  void showsATargetThatPasses(String regex, String example) {
    assertThat(LooseTargets.of(regex)).singleElement().asString().contains("such as " + example);
    assertThat(Pattern.compile(regex).matcher(example).find()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\pL+\\.org:443$", "(?i)wiki[[:alpha:]]+\\.org:443$"})
  void showsNoneWhereNoneComesToMind(String regex) {
    assertThat(LooseTargets.of(regex)).singleElement().asString().doesNotContain("such as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".*", ".*:443$", ":443$", "(?i)(^|\\.)(wikipedia|rust-lang)\\.org:443$",
        "^(www\\.)?wikipedia\\.org:443$", "(?i)\\.example:443$", "^(a+)+$", "\\Aa\\.org:443\\z",
        "^a\\.org:.*", "^[^.]+\\.example\\.org:443$", "(^a|\\.b)\\.org:443$", "\\bwiki\\.org:443$",
        "^a\\.org:443$|^b\\.org:443$", "(?:^|\\.)a\\.org:443$"
      })
  void isSilentWhereNothingIsLoose(String regex) {
    assertThat(LooseTargets.of(regex)).isEmpty();
  }
}
