package io.github.httptunnel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the pages for browsers, as they lie in the sources. */
class DashboardTest {

  private static final Path RESOURCES = Path.of("src/main/resources/io/github/httptunnel/server");
  private static final Path FOLDER = RESOURCES.resolve("admin/web");

  private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"assets/([^\"]+)\"");
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:https?:)?//[a-z]+\\.[a-z.]+[^\\s\"']*");
  private static final Pattern CODE = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Path> ours() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      List<Path> ours =
          all.filter(file -> !file.getFileName().toString().startsWith("uPlot")).toList();
      return Stream.concat(ours.stream(), Stream.of(RESOURCES.resolve("setup/setup.html")));
    }
  }

  @Test
  void servesEveryFileThatIsThere() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsAll(Dashboard.FILES)
          .filteredOn(name -> !Dashboard.FILES.contains(name))
          .containsExactlyInAnyOrder("index.html", "uPlot.LICENSE.txt");
    }
  }

  @Test
  void everythingThatAFileRefersToIsServed() throws IOException {
    Set<String> wanted = new TreeSet<>();
    ours()
        .forEach(file -> {
          IMPORT.matcher(read(file)).results().map(found -> found.group(1)).forEach(wanted::add);
          LINK.matcher(read(file)).results().map(found -> found.group(1)).forEach(wanted::add);
        });
    assertThat(wanted).hasSizeGreaterThan(20).isSubsetOf(Dashboard.FILES);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void noFileHasCodeOrStyleThatThePolicyForbids(Path file) {
    assertThat(read(file))
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain("<style", " style=\"", "innerHTML", "insertAdjacentHTML", "eval(")
        .doesNotContainPattern("<[^>]* on[a-z]+=\"");
  }

  @ParameterizedTest
  @MethodSource("ours")
  void noFileAsksAnotherHost(Path file) {
    assertThat(ELSEWHERE.matcher(read(file)).results().map(MatchResult::group))
        .allSatisfy(found -> assertThat(found).isEqualTo("http://www.w3.org/2000/svg"));
  }

  /** Also above the licence's own text, in the file that is served. */
  @Test
  void thePlotsSayWhoseTheyAre() {
    assertThat(read(FOLDER.resolve("uPlot.LICENSE.txt"))).contains("MIT License", "Leon Sorokin");
    assertThat(read(FOLDER.resolve("uPlot.iife.min.js")))
        .startsWith("/*! https://github.com/leeoniya/uPlot");
  }

  @ParameterizedTest
  @MethodSource("ours")
  void noFileIsLong(Path file) {
    assertThat(read(file).lines()).hasSizeLessThan(300);
  }

  @Test
  void everyReasonHasWordsForPeople() {
    String logs = read(Path.of("../docs/logs.md"));
    String reasons = read(FOLDER.resolve("reasons.js"));
    String tables = logs.substring(logs.indexOf("### Refusals"), logs.indexOf("### Ends of"));
    assertThat(CODE.matcher(tables).results().map(found -> found.group(1)))
        .filteredOn(word -> !word.equals("reason"))
        .hasSizeGreaterThan(70)
        .allSatisfy(code -> assertThat(reasons).containsPattern("(?m)^  " + code + ": '"));
  }
}
