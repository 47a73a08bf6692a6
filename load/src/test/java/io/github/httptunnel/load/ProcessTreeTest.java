package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {

  @TempDir Path proc;

  @Test
  void addsTheTimesOfAllDescendantsAndOfNobodyElse() throws IOException {
    process(10, 1, 100, 1);
    process(12, 11, 20, 1);
    process(11, 10, 3, 1);
    process(20, 1, 5000, 1);
    assertThat(new ProcessTree(proc, 10).cpuSeconds()).isEqualTo(1.23);
  }

  @Test
  void addsTheirMemory() throws IOException {
    process(10, 1, 0, 100);
    process(11, 10, 0, 20);
    process(20, 1, 0, 5000);
    assertThat(new ProcessTree(proc, 10).memory()).isEqualTo(new Memory(120 * 1024, 60 * 1024));
  }

  @Test
  void countsNoMemoryForAProcessThatHasNone() throws IOException {
    process(10, 1, 0, 100);
    Files.writeString(proc.resolve("10/status"), "Name:\tkthreadd\n");
    Files.writeString(proc.resolve("10/smaps_rollup"), "");
    assertThat(new ProcessTree(proc, 10).memory()).isEqualTo(Memory.NONE);
  }

  @Test
  void countsTheirDescriptors() throws IOException {
    process(10, 1, 0, 1);
    process(11, 10, 0, 1);
    process(20, 1, 0, 1);
    descriptors(10, 3);
    descriptors(11, 2);
    descriptors(20, 7);
    assertThat(new ProcessTree(proc, 10).descriptors()).isEqualTo(5);
  }

  @Test
  void saysWhichProcessDoesNotExist() throws IOException {
    process(10, 1, 100, 1);
    assertThatThrownBy(() -> new ProcessTree(proc, 9).cpuSeconds())
        .isInstanceOf(IOException.class)
        .hasMessage("--pid: there is no process 9");
  }

  private void descriptors(int pid, int number) throws IOException {
    Path folder = Files.createDirectory(proc.resolve(pid + "/fd"));
    for (int i = 0; i < number; i++) {
      Files.createFile(folder.resolve(Integer.toString(i)));
    }
  }

  private void process(int pid, int parent, int ticks, int kibibytes) throws IOException {
    Path folder = Files.createDirectory(proc.resolve(Integer.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        pid + " (name) S " + parent + " 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 0 0 20 0 1 0 1\n");
    Files.writeString(
        folder.resolve("status"), "Name:\tname\nVmRSS:\t   " + kibibytes + " kB\nThreads:\t1\n");
    Files.writeString(
        folder.resolve("smaps_rollup"),
        "Rss: 1 kB\nPss:   " + kibibytes / 2 + " kB\nPss_Anon: 7 kB\n");
  }
}
