package io.github.httptunnel.sni;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Inbound;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.sni.Hellos.Recorded;
import io.github.httptunnel.sni.SniPolicy.Ech;
import io.github.httptunnel.sni.SniPolicy.Verdict;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What real clients send first, cut wherever a network may cut it: decided rightly each time, and
 * not a byte reaches the target before that.
 */
class HelloCorpusTest {

  /** What goes into one segment on most networks. */
  private static final int SEGMENT = 1460;

  private static final SniPolicy NO_ECH = new SniPolicy(Verdict.DENY, Verdict.DENY, Ech.DENY, null);

  static Stream<Recorded> corpus() {
    return Hellos.CORPUS.stream();
  }

  @Test
  void isWhatLiesInItsFolder() throws IOException {
    Path folder = Path.of("src/test/resources/io/github/httptunnel/sni");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              corpus().map(recorded -> recorded.client() + ".bin").toList());
    }
  }

  @Test
  void hasHellosOfSeveralSegmentsByMoreThanOneLibrary() {
    assertThat(corpus().filter(recorded -> recorded.bytes().length > SEGMENT))
        .extracting(Recorded::client)
        .containsExactly("chromium", "firefox");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void passesForItsHostAloneWhereverItIsCut(Recorded recorded) {
    byte[] hello = recorded.bytes();
    CloseReason absent = recorded.name() == null ? CloseReason.SNI_ABSENT : null;
    CloseReason mismatch = absent == null ? CloseReason.SNI_MISMATCH : absent;
    String own = Objects.requireNonNullElse(recorded.name(), Hellos.HOST);
    for (int cut = 1; cut < hello.length; cut++) {
      check(SniPolicy.strict(), own, absent, hello, cut);
      check(SniPolicy.strict(), "other.example", mismatch, hello, cut);
    }
  }

  static Stream<Recorded> encrypted() {
    return corpus().filter(Recorded::ech);
  }

  @ParameterizedTest
  @MethodSource("encrypted")
  void isClosedIfNothingMayBeHiddenWhereverItIsCut(Recorded recorded) {
    byte[] hello = recorded.bytes();
    for (int cut = 1; cut < hello.length; cut++) {
      check(NO_ECH, Hellos.HOST, CloseReason.SNI_ENCRYPTED, hello, cut);
    }
  }

  @Test
  void whatIsHiddenDoesNotOpenTheHostOfItsName() {
    byte[] hello = Hellos.recorded("nss-ech");
    check(SniPolicy.strict(), Hellos.HOST, CloseReason.SNI_MISMATCH, hello, hello.length / 2);
  }

  @Test
  void theSmallestPassesWhereverItIsCutTwice() {
    byte[] hello = Hellos.recorded("openssl-tls12");
    for (int first = 1; first < hello.length - 1; first++) {
      for (int second = first + 1; second < hello.length; second++) {
        check(SniPolicy.strict(), Hellos.HOST, null, hello, first, second);
      }
    }
  }

  /**
   * Lets the hello come in parts.
   *
   * @param problem why the tunnel must end; absent: all must reach the target
   */
  private static void check(
      SniPolicy policy, String host, @Nullable CloseReason problem, byte[] hello, int... cuts) {
    List<CloseReason> denied = new ArrayList<>();
    Inbound target = new Inbound();
    try (Wire wire = new Wire()) {
      // whether buffers leak is looked at elsewhere: it would cost ten times as much as all else
      wire.channel().config().setAllocator(new UnpooledByteBufAllocator(false, true));
      SniScreening screening =
          new SniScreening(
              new SniScreen(policy, Duration.ofSeconds(10)),
              new Host.Name(host),
              Duration.ofSeconds(10));
      screening.install(wire.channel(), denied::add);
      wire.channel().pipeline().addLast(target);
      screening.begin();
      int from = 0;
      for (int cut : cuts) {
        wire.receive(text(hello, from, cut));
        from = cut;
        expect("", List.of(), target, denied, cuts);
      }
      wire.receive(text(hello, from, hello.length));
      String passed = problem == null ? text(hello, 0, hello.length) : "";
      expect(passed, problem == null ? List.of() : List.of(problem), target, denied, cuts);
    }
  }

  /** Tens of thousands of times, so without what an assertion prepares in case it fails. */
  private static void expect(
      String passed,
      List<CloseReason> reasons,
      Inbound target,
      List<CloseReason> denied,
      int[] cuts) {
    if (!target.seen().equals(passed) || !denied.equals(reasons)) {
      assertThat(denied).as("cut at %s", Arrays.toString(cuts)).isEqualTo(reasons);
      assertThat(target.seen()).as("cut at %s", Arrays.toString(cuts)).isEqualTo(passed);
    }
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
