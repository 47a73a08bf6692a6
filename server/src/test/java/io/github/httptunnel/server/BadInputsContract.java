package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Catalogues of hostile and odd inputs against the assembled server, on real sockets. All are
 * played before the first test, side by side because some take seconds, and then judged.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadInputsContract {

  private static final Set<String> WITHOUT_ACCOUNTS = Set.of("lab", "default");
  private static final double SHOULD_BE_MET = 0.95;

  private final List<BadInput> entries;
  private final int atLeast;
  private PlayedCatalogue catalogue = new PlayedCatalogue(List.of(), "");

  /** Those of the files that a server without accounts can play; at least that many. */
  BadInputsContract(int atLeast, Path... files) {
    this(atLeast, WITHOUT_ACCOUNTS, files);
  }

  /** Those of the files that are for one of these profiles; at least that many. */
  BadInputsContract(int atLeast, Set<String> profiles, Path... files) {
    this.atLeast = atLeast;
    this.entries =
        Stream.of(files)
            .flatMap(file -> BadInputCatalogue.read(file).stream())
            .filter(entry -> profiles.contains(entry.profile()))
            .toList();
  }

  @BeforeAll
  void playAll(@TempDir Path folder) throws Exception {
    catalogue = PlayedCatalogue.play(entries, folder);
  }

  List<Played> played() {
    return catalogue.played();
  }

  List<Played> required() {
    return played().stream().filter(played -> played.entry().must()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("required")
  void isAnsweredAsItMustBe(Played played) {
    assertThat(played.verdict(catalogue.log()).violations()).as(played.entry().why()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("played")
  void doesNoHarm(Played played) {
    assertThat(played.troubles(catalogue.log())).as(played.entry().why()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("played")
  void isJudgedInEveryPoint(Played played) {
    assertThat(played.verdict(catalogue.log()).unjudged()).isEmpty();
  }

  @Test
  void isAnsweredAsItShouldBe(TestReporter reporter) {
    List<Played> recommended = played().stream().filter(played -> !played.entry().must()).toList();
    List<String> unmet =
        recommended.stream()
            .filter(played -> !played.verdict(catalogue.log()).met())
            .map(
                played -> played.entry().id() + ": " + played.verdict(catalogue.log()).violations())
            .toList();
    reporter.publishEntry("recommendations not met", unmet.toString());
    assertThat(unmet).hasSizeLessThanOrEqualTo((int) (recommended.size() * (1 - SHOULD_BE_MET)));
  }

  @Test
  void hasAnIdOfItsOwn() {
    assertThat(entries)
        .extracting(BadInput::id)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(atLeast);
  }

  @Test
  void leavesARecordOfEachRequest() {
    assertThat(catalogue.log().lines().filter(line -> line.contains("\"outcome\":")))
        .hasSizeGreaterThan(atLeast);
  }
}
