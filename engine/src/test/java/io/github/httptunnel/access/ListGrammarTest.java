package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each line of each format means. */
class ListGrammarTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "0.0.0.0 ads.example.org                 ! listed [ads.example.org]",
        "127.0.0.1\tads.example.org              ! listed [ads.example.org]",
        "  0.0.0.0   ADS.Example.ORG.            ! listed [ads.example.org]",
        "::1 ads.example.org                     ! listed [ads.example.org]",
        ":: ads.example.org                      ! listed [ads.example.org]",
        "fe80::1%lo0 ads.example.org             ! listed [ads.example.org]",
        "192.0.2.7 ads.example.org               ! listed [ads.example.org]",
        "0.0.0.0 a.example b.example # both      ! listed [a.example, b.example]",
        "0.0.0.0 a.example ## section ##         ! listed [a.example]",
        "127.0.0.1 localhost a.example           ! listed [a.example]",
        "127.0.0.1 localhost                     ! single_word",
        "0.0.0.0 0.0.0.0                         ! unknown",
        "0.0.0.0                                 ! unknown",
        "ads.example.org                         ! unknown",
        "one.example two.example                 ! unknown",
        "0x7f.1 ads.example.org                  ! unknown"
      })
  void readsHostsFiles(String line, String meaning) {
    assertThat(meaning(line, ListFormat.HOSTS)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "example.org                  ! listed [example.org]",
        "Example.ORG.                 ! listed [example.org]",
        "*.example.org                ! listed [example.org]",
        ".example.org                 ! listed [example.org]",
        "example.org  # why           ! listed [example.org]",
        "example.org\t; why           ! listed [example.org]",
        "_track.example.org           ! listed [_track.example.org]",
        "xn--bcher-kva.example        ! listed [xn--bcher-kva.example]",
        "bücher.example               ! listed [xn--bcher-kva.example]",
        "BÜCHER.example               ! listed [xn--bcher-kva.example]",
        "straße.example               ! unknown",
        ".zip                         ! listed [zip]",
        "*.zip                        ! listed [zip]",
        "zip                          ! single_word",
        "192.0.2.7                    ! block 192.0.2.7/32",
        "[2001:db8::7]                ! block 2001:db8::7/128",
        "*.192.0.2.7                  ! unknown",
        "192.0.2.256                  ! unknown",
        "example.org:443              ! unknown",
        "example.org/path             ! path",
        "https://example.org/         ! path",
        "ads*.example.org             ! path",
        "*.*.example.org              ! path",
        "*                            ! path",
        "one.example two.example      ! unknown",
        "a..example                   ! unknown",
        "-a.example                   ! unknown",
        "<html>                       ! unknown",
        ".                            ! unknown"
      })
  void readsPlainNames(String line, String meaning) {
    assertThat(meaning(line, ListFormat.DOMAINS)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "||example.org^                          ! listed [example.org]",
        "||Example.ORG^                          ! listed [example.org]",
        "||*.example.org^                        ! listed [example.org]",
        "||zip^                                  ! listed [zip]",
        "||192.0.2.7^                            ! block 192.0.2.7/32",
        "||example.org^$all                      ! listed [example.org]",
        "||example.org^$document                 ! listed [example.org]",
        "||example.org^$doc                      ! listed [example.org]",
        "||example.org^$important                ! important [example.org]",
        "||example.org^$doc,important            ! important [example.org]",
        "@@||example.org^                        ! excepted [example.org]",
        "@@||example.org^$important              ! excepted [example.org]",
        "@@||example.org^$document               ! options",
        "||example.org^$third-party              ! options",
        "||example.org^$script,domain=a.example  ! options",
        "||example.org^$                         ! options",
        "||example.org^$badfilter                ! options",
        "||example.org                           ! path",
        "||example.org/ads/                      ! path",
        "||example.org/^                         ! path",
        "||example.org^path                      ! path",
        "||example.org^*/ads^                    ! path",
        "||ads*.example.org^                     ! path",
        "||example.*^                            ! path",
        "|https://example.org^                   ! path",
        "/ads/banner.                            ! path",
        "example.org                             ! path",
        "@@example.org                           ! path",
        "||example.org:8080^                     ! unknown",
        "||^                                     ! unknown",
        "example.org##.ad                        ! cosmetic",
        "example.org#@#.ad                       ! cosmetic",
        "example.org#?#.ad                       ! cosmetic",
        "example.org#$#abort                     ! cosmetic",
        "example.org#@$#abort                    ! cosmetic",
        "example.org#%#//scriptlet()             ! cosmetic",
        "example.org$$script                     ! cosmetic"
      })
  void readsRulesOfAdblock(String line, String meaning) {
    assertThat(meaning(line, ListFormat.ADBLOCK)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "address=/example.org/               ! listed [example.org]",
        "address=/example.org/0.0.0.0        ! listed [example.org]",
        "address=/example.org/::             ! listed [example.org]",
        "address=/example.org/#              ! listed [example.org]",
        "address=/a.example/b.example/0.0.0.0 ! listed [a.example, b.example]",
        "server=/example.org/                ! listed [example.org]",
        "server=/example.org/192.0.2.53      ! listed [example.org]",
        "server=/example.org/#               ! excepted [example.org]",
        "local=/example.org/                 ! listed [example.org]",
        "local = /example.org/               ! listed [example.org]",
        "local=/*.example.org/               ! listed [example.org]",
        "local=/zip/  # new                  ! listed [zip]",
        "address=/#/192.0.2.1                ! unknown",
        "address=//192.0.2.1                 ! unknown",
        "server=192.0.2.53                   ! directive",
        "address=/                           ! directive",
        "address=/example.org                ! directive",
        "ipset=/example.org/set              ! directive",
        "domain-needed                       ! directive",
        "example.org                         ! directive"
      })
  void readsSettingsOfDnsmasq(String line, String meaning) {
    assertThat(meaning(line, ListFormat.DNSMASQ)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "192.0.2.0/24              ! block 192.0.2.0/24",
        "192.0.2.0/24 ; SBL1       ! block 192.0.2.0/24",
        "192.0.2.7                 ! block 192.0.2.7/32",
        "0.0.0.0/0                 ! block 0.0.0.0/0",
        "2001:db8::/32             ! block 2001:db8::/32",
        "2001:db8::7               ! block 2001:db8::7/128",
        "[2001:db8::7]             ! block 2001:db8::7/128",
        "::/0                      ! block ::/0",
        "192.0.2.1/24              ! unknown",
        "192.0.2.0/33              ! unknown",
        "192.0.2/24                ! unknown",
        "192.0.2.7:80              ! unknown",
        "10.0.0.1 - 10.0.0.9       ! unknown",
        "0x7f.1                    ! unknown",
        "example.org               ! unknown",
        "*.192.0.2.7               ! unknown"
      })
  void readsAddressBlocks(String line, String meaning) {
    assertThat(meaning(line, ListFormat.CIDR)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "0.0.0.0 ads.example.org     ! listed [ads.example.org]",
        "0.0.0.0 a.example # see x##y ! listed [a.example]",
        "ads.example.org             ! listed [ads.example.org]",
        "*.example.org               ! listed [example.org]",
        "||example.org^              ! listed [example.org]",
        "@@||example.org^            ! excepted [example.org]",
        "||example.org^$third-party  ! options",
        "example.org##.ad            ! cosmetic",
        "address=/example.org/       ! listed [example.org]",
        "server=/example.org/#       ! excepted [example.org]",
        "192.0.2.0/24                ! block 192.0.2.0/24",
        "192.0.2.7                   ! block 192.0.2.7/32",
        "2001:db8::7                 ! block 2001:db8::7/128",
        "[2001:db8::7]               ! block 2001:db8::7/128",
        "bad.cafe                    ! listed [bad.cafe]",
        "bad.cafe/16                 ! unknown",
        "/banner/ads.                ! path",
        "word                        ! single_word",
        "two words                   ! unknown"
      })
  void tellsFormatsApartByTheLine(String line, String meaning) {
    assertThat(meaning(line, ListFormat.AUTO)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @EnumSource
  void noCommentMeansAnything(ListFormat format) {
    for (String comment :
        new String[] {
          "",
          "   ",
          "\t",
          "# a.example",
          "#a.example",
          "! a.example",
          "; a.example",
          "##.ad",
          "[Adblock Plus 2.0]"
        }) {
      assertThat(meaning(comment, format)).as(comment).isEqualTo("nothing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"||", "@@", "|", "=", "/", "[:", "*.", "..", "$$", "a#", "a#@", "::"})
  void survivesFragments(String line) {
    for (ListFormat format : ListFormat.values()) {
      assertThat(ListGrammar.read(line, format)).isInstanceOf(ListLine.class);
    }
  }

  @Test
  void readsALineOfTheMostCharactersInNoTime() {
    for (String part : new String[] {"a.", "a", "#", "$", "/", "0.0.0.0 ", "1:", "|", "*"}) {
      String line = part.repeat(ListLines.MOST / part.length());
      for (ListFormat format : ListFormat.values()) {
        assertThat(ListGrammar.read(line, format)).isNotInstanceOf(ListLine.Names.class);
      }
    }
  }

  private static String meaning(String line, ListFormat format) {
    return switch (ListGrammar.read(line, format)) {
      case ListLine.Nothing() -> "nothing";
      case ListLine.Names(var names, Mark.Kind kind) -> lower(kind) + " " + names;
      case ListLine.Block(Cidr block, Mark.Kind kind) when kind == Mark.Kind.LISTED ->
          "block " + block;
      case ListLine.Block(Cidr block, Mark.Kind kind) -> lower(kind) + " block " + block;
      case ListLine.Skipped(SkipReason reason) -> lower(reason);
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
