package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSpellingTest {

  @ParameterizedTest
  @CsvSource({
    "bücher.example, xn--bcher-kva.example",
    "BÜCHER.Example., xn--bcher-kva.example",
    "пример.example, xn--e1afmkfd.example",
    "例え。example, xn--r8jz45g.example",
    "example.org, example.org"
  })
  void readsOtherScriptsAsWhatClientsSendForThem(String written, String sent) {
    assertThat(TargetSyntax.hostInAnyScript(written)).isEqualTo(TargetSyntax.host(sent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"straße.example", "βόλος.example", "a\u200Db.example", "a b.ü", "ü..b"})
  void refusesWhatItCannotConvertForCertain(String written) {
    assertThat(TargetSyntax.hostInAnyScript(written)).isInstanceOf(HostSyntax.Invalid.class);
  }
}
