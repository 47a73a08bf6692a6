package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.RunningCommand;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that cannot go on ends, and says why. */
class LastResortIT {

  private static final Duration START = Duration.ofSeconds(60);

  @Test
  void aLoopThatDoesNotAnswerEndsTheProcess() {
    try (EchoPeer target = EchoPeer.start();
        RunningCommand program = start("block");
        RawClient client = RawClient.connect(address(program))) {
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target.authority()));
      CommandResult end = program.awaitExit();
      assertThat(end.exit()).isEqualTo(1);
      assertThat(end.stderr().lines().filter(line -> line.contains("ERROR")))
          .singleElement()
          .asString()
          .contains("Event loop tunnel-loop-", "has not answered for 3000 ms")
          .contains("StuckProgram.block:")
          .contains("the process ends");
    }
  }

  @Test
  void aProcessThatWasStoppedGoesOn() {
    try (EchoPeer target = EchoPeer.start();
        RunningCommand program = start("serve");
        RawClient client = RawClient.connectThrough(address(program), target.authority())) {
      program.signal("STOP");
      client.send("still here");
      assertThat(client.receive(StuckProgram.STUCK_AFTER.multipliedBy(3)).text()).isEmpty();
      program.signal("CONT");
      assertThat(client.readExactly(10)).isEqualTo("still here");
      assertThat(client.receive(StuckProgram.STUCK_AFTER).text()).isEmpty();
      assertThat(program.alive()).isTrue();
      assertThat(program.stderr()).doesNotContain("ERROR");
    }
  }

  @Test
  void aHeapThatIsFullEndsTheProcess(@TempDir Path folder) {
    // too little even for the start
    Map<String, String> tiny = Map.of("HTTP_TUNNEL_JAVA_OPTS", "-Xmx3m -XX:TieredStopAtLevel=1");
    try (BuiltProgram program = BuiltProgram.run(tiny, folder, "--bind", "127.0.0.1:0", "http")) {
      assertThat(program.awaitExit(START)).isNotZero();
      assertThat(program.stderr())
          .isEqualTo("Terminating due to java.lang.OutOfMemoryError: Java heap space");
    }
  }

  private static RunningCommand start(String what) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Command.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            StuckProgram.class.getName(),
            what)
        .within(START)
        .start();
  }

  private static InetSocketAddress address(RunningCommand program) {
    program.awaitOutput(".");
    await().until(() -> program.stdout().contains("."));
    String port = program.stdout().replaceAll("(?s).*port ([0-9]+)\\..*", "$1");
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }
}
