package io.github.httptunnel.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedTest {

  @TempDir private Path folder;

  private final Set<Path> files = new HashSet<>();
  private int told;
  private Followed followed;

  @BeforeEach
  void begin() throws IOException {
    files.add(write("one", "1"));
    follow();
  }

  private void follow() {
    followed = Followed.of(() -> Set.copyOf(files), () -> told++);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      followed.look();
    }
  }

  @Test
  void saysNothingWhileNothingChanges() {
    looks(5);
    assertThat(told).isZero();
  }

  @Test
  void tellsOfAChangeOnceWhenItHasSettled() throws IOException {
    write("one", "11");
    looks(1);
    assertThat(told).isZero();
    looks(5);
    assertThat(told).isOne();
  }

  @Test
  void waitsWhileAnEditorWritesInSteps() throws IOException {
    for (String text : new String[] {"11", "111", "1111"}) {
      write("one", text);
      looks(1);
    }
    assertThat(told).isZero();
    looks(1);
    assertThat(told).isOne();
  }

  @Test
  void seesAFileOfTheSameSizeAndTimeThatIsAnother() throws IOException {
    Path one = folder.resolve("one");
    Path other = write("other", "2");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(one));
    Files.move(other, one, StandardCopyOption.REPLACE_EXISTING);
    looks(3);
    assertThat(told).isOne();
  }

  @Test
  void seesALinkThatLeadsElsewhere() throws IOException {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, write("a", "1"));
    files.add(link);
    follow();
    Files.delete(link);
    Files.createSymbolicLink(link, write("b", "22"));
    looks(3);
    assertThat(told).isOne();
  }

  @Test
  void tellsOfAFileThatGoesAndOfOneThatComes() throws IOException {
    Files.delete(folder.resolve("one"));
    looks(3);
    assertThat(told).isOne();
    write("one", "1");
    looks(3);
    assertThat(told).isEqualTo(2);
  }

  @Test
  void aFileThatJoinsTheSetIsNoChange() throws IOException {
    write("one", "11");
    Path two = write("two", "2");
    Followed joining =
        Followed.of(
            () -> Set.copyOf(files),
            () -> {
              told++;
              files.add(two);
            });
    write("one", "111");
    for (int i = 0; i < 6; i++) {
      joining.look();
    }
    assertThat(told).isOne();
  }

  @Test
  void saysWhetherItWasLookedAtInVain() throws IOException {
    write("one", "11");
    assertThat(followed.look()).isFalse();
    assertThat(followed.look()).isTrue();
    assertThat(followed.look()).isFalse();
  }

  @Test
  void aChangeInTheMiddleOfReadingIsToldOfAgain() throws IOException {
    Path one = write("one", "11");
    FileChanges changes = FileChanges.fromNow(one);
    write("one", "111");
    changes.haveSettled();
    assertThat(changes.haveSettled()).isTrue();
    write("one", "1111");
    assertThat(changes.areStill()).isFalse();
    assertThat(changes.haveSettled()).isTrue();
    assertThat(changes.areStill()).isTrue();
    assertThat(changes.haveSettled()).isFalse();
  }

  @Test
  void whoReadsAtOnceIsToldWhetherThereIsSomethingNew() throws IOException {
    Path one = write("one", "11");
    FileChanges changes = FileChanges.fromNow(one);
    assertThat(changes.acknowledge()).isFalse();
    write("one", "111");
    assertThat(changes.acknowledge()).isTrue();
    assertThat(changes.acknowledge()).isFalse();
    assertThat(changes.haveSettled()).isFalse();
  }
}
