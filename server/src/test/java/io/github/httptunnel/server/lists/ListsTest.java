package io.github.httptunnel.server.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListHit;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.access.NameList;
import io.github.httptunnel.tunnel.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists beside files that change, under a thread that looks when it is told to. */
class ListsTest {

  private static final Host.Name A = new Host.Name("a.example");
  private static final Host.Name B = new Host.Name("b.example");

  private final RecordingLog log = new RecordingLog();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aFileThatListsA() throws IOException {
    file = folder.resolve("trackers.txt");
    Files.writeString(file, "a.example\n");
  }

  private ListSource source() {
    return new ListSource(file, ListFormat.AUTO);
  }

  private Lists open() {
    return open(Map.of("trackers", source()));
  }

  private Lists open(Map<String, ListSource> sources) {
    return Lists.open(sources, log.logger());
  }

  private static NameList trackers(Lists lists) {
    return Objects.requireNonNull(lists.byName().get("trackers"));
  }

  /** A change is read at the second look after it. */
  private static void lookTwice(Lists lists) {
    lists.look();
    lists.look();
  }

  @Test
  void readsEachListUnderItsName() throws IOException {
    Files.writeString(folder.resolve("others.txt"), "\n# none of these\nb.example\n");
    Lists lists =
        open(
            Map.of(
                "trackers",
                source(),
                "others",
                new ListSource(folder.resolve("others.txt"), ListFormat.DOMAINS)));
    assertThat(lists.byName()).containsOnlyKeys("others", "trackers");
    assertThat(trackers(lists).find(A)).isEqualTo(new ListHit("trackers", 1));
    assertThat(lists.byName().get("others").find(B)).isEqualTo(new ListHit("others", 3));
    assertThat(lists.states()).extracting(ListState::name).containsExactly("others", "trackers");
  }

  @Test
  void namesEveryListThatCannotBeUsed() throws IOException {
    Files.writeString(file, "<html>\nnot found\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            open(
                Map.of(
                    "trackers",
                    source(),
                    "gone",
                    new ListSource(folder.resolve("gone"), ListFormat.AUTO),
                    "folder",
                    new ListSource(folder, ListFormat.AUTO))))
        .withMessage(
            "access.lists.folder: %s is not a file (expected: a list of names or addresses); "
                    .formatted(folder)
                + "access.lists.gone: %s does not exist; ".formatted(folder.resolve("gone"))
                + "access.lists.trackers: %s holds no name and no address; ".formatted(file)
                + "skipped 2 of 2 lines: 2 lines that hold neither a name nor an address block"
                + " (line 1: '<html>'); is this the list, and its format?");
  }

  @Test
  void saysWhichListHoldsNothing() throws IOException {
    Files.writeString(file, "# to be filled\n");
    assertThat(trackers(open()).find(A)).isNull();
    assertThat(log.lines())
        .containsExactly("WARN List trackers: " + file + " holds no name and no address");
  }

  @Test
  void refusesWhatIsLargerThanItsPartOfTheHeap() throws IOException {
    Files.writeString(file, "a.example\n" + "#".repeat(1_991));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(Map.of("trackers", source()), new ListBudget(16_000)))
        .withMessageEndingWith(
            "trackers.txt is larger than 2000 bytes (how large lists may be follows from the heap:"
                + " raise -Xmx in HTTP_TUNNEL_JAVA_OPTS)");
    Files.writeString(file, "a.example\n" + "#".repeat(1_990));
    assertThat(open(Map.of("trackers", source()), new ListBudget(16_000)).states()).hasSize(1);
  }

  @Test
  void countsTheOtherListsToo() throws IOException {
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "b.example\n" + "#".repeat(1_990));
    Map<String, ListSource> both =
        Map.of("trackers", source(), "other", new ListSource(other, ListFormat.AUTO));
    assertThat(open(both, new ListBudget(16_080)).states()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(both, new ListBudget(16_072)))
        .withMessageContaining("access.lists.trackers: " + file + " is larger than 9 bytes");
  }

  private Lists open(Map<String, ListSource> sources, ListBudget budget) {
    return Lists.open(sources, Lists.open(Map.of(), log.logger()), budget);
  }

  @Test
  void readsAChangedFileAtTheSecondLook() throws IOException {
    Lists lists = open();
    Files.writeString(file, "b.example\nc.example\n");
    lists.look();
    assertThat(trackers(lists).find(B)).isNull();
    lists.look();
    assertThat(trackers(lists).find(B)).isNotNull();
    assertThat(trackers(lists).find(A)).isNull();
    assertThat(log.lines())
        .last()
        .isEqualTo("INFO List trackers: read again: 2 names, 0 address blocks");
  }

  @Test
  void waitsUntilAFileThatIsWrittenInStepsIsWhole() throws IOException {
    Lists lists = open();
    for (int lines = 2; lines < 6; lines++) {
      Files.writeString(file, "b.example\n".repeat(lines));
      lists.look();
      assertThat(trackers(lists).find(A)).isNotNull();
    }
    lists.look();
    assertThat(trackers(lists).find(B)).isNotNull();
  }

  @Test
  void noticesAFileThatIsRenamedIntoPlaceWithTheSameSizeAndTime() throws IOException {
    FileTime time = FileTime.from(Instant.ofEpochSecond(1_000_000));
    Files.setLastModifiedTime(file, time);
    Lists lists = open();
    Path next = folder.resolve("trackers.new");
    Files.writeString(next, "b.example\n");
    Files.setLastModifiedTime(next, time);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    lookTwice(lists);
    assertThat(trackers(lists).find(B)).isNotNull();
  }

  @Test
  void doesNotReadWhatHasNotChanged() {
    Lists lists = open();
    ListState before = lists.states().getFirst();
    lookTwice(lists);
    lookTwice(lists);
    assertThat(lists.states().getFirst()).isSameAs(before);
  }

  @Test
  void keepsTheLastGoodContentWhenTheFileIsBroken() throws IOException {
    Lists lists = open();
    Files.writeString(file, "<html><body>503</body></html>\n");
    lookTwice(lists);
    lookTwice(lists);
    assertThat(trackers(lists).find(A)).isNotNull();
    assertThat(lists.states().getFirst().problem()).startsWith("holds no name and no address");
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARN"))
        .singleElement()
        .asString()
        .endsWith("what it held before stays in force: 1 entries");
  }

  @Test
  void keepsTheLastGoodContentWhenTheFileIsCutToNothing() throws IOException {
    Lists lists = open();
    Files.writeString(file, "");
    lookTwice(lists);
    assertThat(trackers(lists).find(A)).isNotNull();
    assertThat(lists.states().getFirst().problem())
        .isEqualTo("is empty (whoever means that leaves a comment in it)");
  }

  @Test
  void takesAnEmptyListThatIsMeant() throws IOException {
    Lists lists = open();
    Files.writeString(file, "# nothing at the moment\n");
    lookTwice(lists);
    assertThat(trackers(lists).find(A)).isNull();
    assertThat(lists.states().getFirst().problem()).isNull();
  }

  @Test
  void keepsTheLastGoodContentWhileTheFileIsGone() throws IOException {
    Lists lists = open();
    Files.delete(file);
    lookTwice(lists);
    lookTwice(lists);
    assertThat(trackers(lists).find(A)).isNotNull();
    assertThat(lists.states().getFirst().problem()).isEqualTo("does not exist");
    assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);
    Files.writeString(file, "b.example\n");
    lookTwice(lists);
    assertThat(trackers(lists).find(B)).isNotNull();
    assertThat(lists.states().getFirst().problem()).isNull();
  }

  @Test
  void followsALinkThatIsTurnedToAnotherFile() throws IOException {
    Path link = folder.resolve("link");
    Path other = folder.resolve("other");
    Files.writeString(other, "b.example\n");
    Files.createSymbolicLink(link, file);
    Lists lists = open(Map.of("trackers", new ListSource(link, ListFormat.AUTO)));
    Files.delete(link);
    Files.createSymbolicLink(link, other);
    lookTwice(lists);
    assertThat(trackers(lists).find(B)).isNotNull();
  }

  @Test
  void answersWholeListsOnlyWhileItReadsThemAgain() throws Exception {
    String one = names("one");
    String two = names("two");
    Files.writeString(file, one);
    Lists lists = open();
    NameList list = trackers(lists);
    CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> gaps(list));
    for (int i = 0; i < 20; i++) {
      Files.writeString(file, i % 2 == 0 ? two : one);
      lookTwice(lists);
    }
    Files.writeString(file, "end.example\n");
    lookTwice(lists);
    assertThat(reader.get()).isZero();
  }

  private static String names(String prefix) {
    return "both.example\n"
        + IntStream.range(0, 2_000)
            .mapToObj(i -> prefix + i + ".example\n")
            .collect(Collectors.joining());
  }

  /** How often a name that is always listed was not there, until the end. */
  private static int gaps(NameList list) {
    int gaps = 0;
    while (list.find(new Host.Name("end.example")) == null) {
      boolean there = list.find(new Host.Name("both.example")) != null;
      gaps += there || list.find(new Host.Name("end.example")) != null ? 0 : 1;
    }
    return gaps;
  }
}
