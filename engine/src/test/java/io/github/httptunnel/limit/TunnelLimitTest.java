package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelLimitTest {

  private static final TunnelRequest REQUEST =
      new TunnelRequest(
          new Target(new Host.Name("public.example"), 443),
          new ClientInfo(
              InetSocketAddress.createUnresolved("client.invalid", 1), "main", "http", true, 0));
  private static final Admission FULL =
      new Admission.Rejected(new Overloaded(Overloaded.Resource.TUNNELS));

  private final TunnelLimit limit = new TunnelLimit(2);

  @Test
  void admitsUpToTheLimit() {
    take();
    take();
    assertThat(limit.live()).isEqualTo(2);
  }

  @Test
  void rejectsOneMoreAndCountsItNot() {
    take();
    take();
    assertThat(limit.admit(REQUEST)).isEqualTo(FULL);
    assertThat(limit.live()).isEqualTo(2);
  }

  @Test
  void admitsAgainAfterARelease() {
    take();
    take().release();
    assertThat(limit.live()).isEqualTo(1);
    take();
    assertThat(limit.surplusReleases()).isZero();
  }

  @Test
  void ignoresASecondReleaseOfTheSamePermitButTellsOfIt() {
    Permit first = take();
    take();
    first.release();
    first.release();
    assertThat(limit.live()).isEqualTo(1);
    assertThat(limit.surplusReleases()).isEqualTo(1);
  }

  @Test
  void takesAnotherLimitUpAndKeepsWhatIsThere() {
    Permit first = take();
    take();
    limit.most(1);
    first.release();
    assertThat(limit.admit(REQUEST)).isEqualTo(FULL);
    limit.most(2);
    take();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void refusesALimitBelowOne(int most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TunnelLimit(most))
        .withMessage("limits.tunnels: " + most + " (expected: 1 or more)");
  }

  @Test
  void holdsTheLimitWhenManyThreadsAsk() throws Exception {
    int threads = 8;
    CountDownLatch start = new CountDownLatch(threads);
    Callable<Long> asker = () -> admittedOf(1_000, start);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      long admitted = 0;
      for (Future<Long> answer :
          executor.invokeAll(IntStream.range(0, threads).mapToObj(_ -> asker).toList())) {
        admitted += answer.get();
      }
      assertThat(admitted).isEqualTo(2);
    }
    assertThat(limit.live()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "-9223372036854775808, 1",
    "-1, 1",
    "0, 1",
    "127, 1",
    "128, 1",
    "129, 1",
    "130, 1",
    "131, 1",
    "132, 2",
    "1024, 448",
    "65536, 32704",
    "1000127, 499999",
    "1000128, 500000",
    "1000130, 500000",
    "9223372036854775807, 500000"
  })
  void derivesTheLimitFromTheDescriptors(long descriptors, int tunnels) {
    assertThat(TunnelLimit.fromDescriptors(descriptors)).isEqualTo(tunnels);
  }

  private Permit take() {
    return switch (limit.admit(REQUEST)) {
      case Admission.Admitted(Permit permit) -> permit;
      case Admission.Rejected rejected -> throw new AssertionError(rejected);
    };
  }

  private long admittedOf(int attempts, CountDownLatch start) throws InterruptedException {
    start.countDown();
    start.await();
    List<Admission> answers =
        IntStream.range(0, attempts).mapToObj(_ -> limit.admit(REQUEST)).toList();
    return answers.stream().filter(Admission.Admitted.class::isInstance).count();
  }
}
