package io.github.httptunnel.server;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.HashClient;
import io.github.httptunnel.testkit.HashPeer;
import io.github.httptunnel.testkit.HashPlan;
import io.github.httptunnel.testkit.HashVerdict;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.OpenDescriptors;
import io.github.httptunnel.testkit.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built program when its descriptors run out, and when there are some again. */
class DescriptorsIT {

  private static final Duration WATCHED = Duration.ofSeconds(2);
  private static final int PLENTY = 4096;
  private static final long LARGE = 64L * 1024 * 1024;
  private static final int FEW = 256;

  @TempDir private Path folder;

  @Test
  void saysThatItIsFullWhenThereIsNoneForTheDial() {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = program(target);
        RawClient client = accepted(program)) {
      client.send(connect(target).substring(0, 8));
      leaveNone(program);
      client.send(connect(target).substring(8));
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(503);
      assertThat(head.header("Retry-After")).isNotNull();
      assertThat(head.header("Proxy-Status")).contains("connection_limit_reached");
      limit(program, PLENTY);
      assertServed(program, target);
    }
  }

  /** The pipe for large streams is opened when one comes: without it their bytes are copied. */
  @Test
  void movesALargeStreamWhenThereIsNoneForAPipe() {
    HashPlan plan = new HashPlan(1, 0, LARGE);
    try (EchoPeer echo = EchoPeer.start();
        HashPeer target = HashPeer.start();
        BuiltProgram program = program(echo);
        RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
      leaveNone(program);
      assertThat(new HashClient(plan, 1, true, WATCHED.multipliedBy(10)).run(client))
          .matches(HashVerdict::intact);
      limit(program, PLENTY);
      assertServed(program, echo);
    }
  }

  @Test
  void waitsWithoutEffortWhenThereIsNoneForAClient() {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = program(target)) {
      leaveNone(program);
      try (RawClient waiting = RawClient.connect(program.address())) {
        waiting.send(connect(target));
        Duration before = processorTime(program);
        assertThat(waiting.receive(WATCHED).text()).isEmpty();
        assertThat(processorTime(program).minus(before)).isLessThan(WATCHED.dividedBy(2));
        limit(program, PLENTY);
        assertThat(waiting.readHead().status()).isEqualTo(200);
      }
      assertServed(program, target);
    }
  }

  @Test
  void leavesItsTunnelsInPeaceWhenClientsTakeAllPlaces() {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = program(FEW, target);
        RawClient before = RawClient.connectThrough(program.address(), target.authority())) {
      Duration used = processorTime(program);
      List<RawClient> flood = Together.run(2 * FEW, _ -> RawClient.connect(program.address()));
      // those that leave before they are accepted are nobody to be turned away
      await().until(() -> program.stderr().contains("closed: there are 64 of clients already"));
      before.send("still here");
      assertThat(before.readExactly(10)).isEqualTo("still here");
      assertThat(OpenDescriptors.count(program.pid())).isLessThan(FEW);
      assertThat(processorTime(program).minus(used)).isLessThan(WATCHED);
      flood.forEach(RawClient::close);
      await().untilAsserted(() -> assertServed(program, target));
      assertThat(program.stderr().lines().filter(line -> line.contains("WARN"))).hasSizeLessThan(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"EMFILE, LimitNOFILE", "ENFILE, fs.file-max", "ENOBUFS, net.ipv4.tcp_mem"})
  void saysWhatToRaiseAndServesAfterwardsWhenAcceptingFails(String error, String advice) {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = failing(error + ":when=1..6")) {
      assertServed(program, target);
      assertThat(program.stderr()).contains("accepting failed").contains(error).contains(advice);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECONNABORTED", "EPERM"})
  void passesOverConnectionsThatFailByThemselves(String error) {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = failing(error + ":when=1..100")) {
      assertServed(program, target);
      assertThat(program.stderr()).doesNotContain("accepting failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMFILE", "EPERM"})
  void doesNotRunHotWhenAcceptingNeverSucceeds(String error) {
    try (BuiltProgram program = failing(error);
        RawClient waiting = RawClient.connect(program.address())) {
      Duration before = processorTime(program);
      assertThat(waiting.receive(WATCHED).text()).isEmpty();
      assertThat(processorTime(program).minus(before)).isLessThan(WATCHED.dividedBy(2));
      assertThat(program.isAlive()).isTrue();
    }
  }

  /** The system refuses to accept for it. */
  private BuiltProgram failing(String injection) {
    // the tracer becomes the grandchild, and the process that was started the program
    List<String> tracer =
        List.of(
            "strace",
            "-D",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "--seccomp-bpf",
            "-e",
            "trace=accept4,accept",
            "-e",
            "inject=accept4,accept:error=" + injection);
    BuiltProgram program =
        BuiltProgram.runAs(tracer, Map.of(), folder, "--bind", "127.0.0.1:0", "http");
    program.awaitStart();
    return program;
  }

  private BuiltProgram program(int descriptors, EchoPeer target) {
    Configs.unlimited(folder);
    BuiltProgram program =
        BuiltProgram.runAs(
            List.of("prlimit", "--nofile=" + descriptors),
            Map.of(),
            folder,
            "--bind",
            "127.0.0.1:0",
            "http");
    program.awaitStart();
    assertServed(program, target);
    return program;
  }

  /** Started and used once, so that nothing is opened for the first time later. */
  private BuiltProgram program(EchoPeer target) {
    BuiltProgram program = BuiltProgram.serve(folder, "--bind", "127.0.0.1:0", "http");
    int before = OpenDescriptors.count(program.pid());
    assertServed(program, target);
    await().until(() -> OpenDescriptors.count(program.pid()) <= before);
    return program;
  }

  private static RawClient accepted(BuiltProgram program) {
    int before = OpenDescriptors.count(program.pid());
    RawClient client = RawClient.connect(program.address());
    await().until(() -> OpenDescriptors.count(program.pid()) > before);
    return client;
  }

  /** From now on nothing can be opened: a limit is above all numbers, also those in the gaps. */
  private static void leaveNone(BuiltProgram program) {
    Path open = Path.of("/proc", Long.toString(program.pid()), "fd");
    limit(
        program,
        IntStream.iterate(0, number -> number + 1)
            .filter(
                number -> Files.notExists(open.resolve(Integer.toString(number)), NOFOLLOW_LINKS))
            .findFirst()
            .orElseThrow());
  }

  private static void assertServed(BuiltProgram program, EchoPeer target) {
    try (RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
      client.send("good");
      assertThat(client.readExactly(4)).isEqualTo("good");
    }
  }

  /** The soft limit. */
  private static void limit(BuiltProgram program, int descriptors) {
    Command.of("prlimit", "--pid", Long.toString(program.pid()), "--nofile=" + descriptors + ":")
        .fromPackage("util-linux")
        .run()
        .successful();
  }

  private static Duration processorTime(BuiltProgram program) {
    return ProcessHandle.of(program.pid()).orElseThrow().info().totalCpuDuration().orElseThrow();
  }

  private static String connect(EchoPeer target) {
    return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target.authority());
  }
}
