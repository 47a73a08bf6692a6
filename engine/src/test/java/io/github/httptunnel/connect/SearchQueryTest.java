package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.Refusal.Unresolvable.Answer;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchQueryTest {

  private static final NameAnswer ABSENT = new NameAnswer.Absent(Answer.NO_SUCH_NAME);
  private static final NameAnswer FOUND =
      new NameAnswer.Found(List.of(InetAddress.ofLiteral("192.0.2.1")), Duration.ZERO);

  private final FrozenLoop time = new FrozenLoop();
  private final Map<String, Promise<NameAnswer>> asked = new LinkedHashMap<>();
  private final Future<NameAnswer> answer =
      new SearchQuery(time.loop(), List.of("a", "b"), this::ask).run(Duration.ofSeconds(4));

  @Test
  void stopsAtTheFirstSpellingThatIsFound() {
    asked.get("a").setSuccess(FOUND);

    assertThat(answer.getNow()).isEqualTo(FOUND);
    assertThat(asked).containsOnlyKeys("a");
  }

  @Test
  void triesTheNextSpellingWhenOneIsAbsent() {
    asked.get("a").setSuccess(ABSENT);
    asked.get("b").setSuccess(FOUND);

    assertThat(answer.getNow()).isEqualTo(FOUND);
  }

  @Test
  void isAbsentWhenEverySpellingIs() {
    asked.get("a").setSuccess(ABSENT);
    asked.get("b").setSuccess(ABSENT);

    assertThat(answer.getNow()).isEqualTo(ABSENT);
  }

  @Test
  void stopsAtAFailure() {
    NameAnswer broken = new NameAnswer.Broken(new Unresolvable(Answer.SERVER_FAILURE));
    asked.get("a").setSuccess(broken);

    assertThat(answer.getNow()).isEqualTo(broken);
  }

  @Test
  void timesOutAsAWhole() {
    time.advance(Duration.ofSeconds(3));
    asked.get("a").setSuccess(ABSENT);
    time.advance(Duration.ofSeconds(1).minusNanos(1));
    assertThat(answer.isDone()).isFalse();
    time.advance(Duration.ofNanos(1));

    assertThat(answer.getNow()).isEqualTo(new NameAnswer.Broken(new TimedOut(TimedOut.Wait.DNS)));
    assertThat(asked.get("b").isCancelled()).isTrue();
  }

  @Test
  void givesUpWhenCancelled() {
    answer.cancel(false);

    assertThat(asked.get("a").isCancelled()).isTrue();
  }

  private Future<NameAnswer> ask(String spelling) {
    Promise<NameAnswer> promise = time.loop().newPromise();
    asked.put(spelling, promise);
    return promise;
  }
}
