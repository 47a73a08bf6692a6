package io.github.httptunnel.server;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.HashClient;
import io.github.httptunnel.testkit.HashPeer;
import io.github.httptunnel.testkit.HashPlan;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.OpenDescriptors;
import io.github.httptunnel.testkit.RawClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program when its descriptors run out, and when there are some again. */
class DescriptorsIT {

  private static final Duration WATCHED = Duration.ofSeconds(2);
  private static final int PLENTY = 4096;
  private static final long LARGE = 64L * 1024 * 1024;

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
      assertThat(new HashClient(plan, 1, true, WATCHED.multipliedBy(10)).run(client).intact())
          .isTrue();
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
