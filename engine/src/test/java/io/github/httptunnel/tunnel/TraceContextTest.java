package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What W3C Trace Context accepts, and what it wants to be ignored. */
class TraceContextTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String SOUND = "00-" + TRACE + "-" + PARENT + "-01";

  private static TraceContext of(String parent) {
    return TraceContext.of(List.of(parent), List.of());
  }

  @Test
  void readsTheExampleOfTheSpecification() {
    assertThat(of(SOUND)).isEqualTo(new TraceContext(TRACE, PARENT, 1, ""));
  }

  @Test
  void keepsAllFlagsOfTheFirstVersion() {
    assertThat(of("00-" + TRACE + "-" + PARENT + "-fe").flags()).isEqualTo(0xfe);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "-what the future brings"})
  void readsTheBeginningOfALaterVersionAndKnowsOneFlagOfIt(String rest) {
    assertThat(of("cc-" + TRACE + "-" + PARENT + "-ff" + rest))
        .isEqualTo(new TraceContext(TRACE, PARENT, TraceContext.SAMPLED, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0A",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "FF-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void ignoresWhatDoesNotFollowTheGrammar(String parent) {
    assertThat(of(parent)).isNull();
  }

  @Test
  void ignoresTwoParentsEvenIfTheyAreTheSame() {
    assertThat(TraceContext.of(List.of(SOUND, SOUND), List.of())).isNull();
  }

  @Test
  void thereIsNoneWithoutAParent() {
    assertThat(TraceContext.of(List.of(), List.of("vendor=1"))).isNull();
  }

  @Test
  void joinsTheFieldsOfAState() {
    assertThat(TraceContext.of(List.of(SOUND), List.of("a=1,b=2", "c=3")).state())
        .isEqualTo("a=1,b=2,c=3");
  }

  @ParameterizedTest
  @ValueSource(ints = {511, 512})
  void keepsAStateUpToItsBound(int length) {
    assertThat(TraceContext.of(List.of(SOUND), List.of("x".repeat(length))).state())
        .hasSize(length);
  }

  @Test
  void dropsALongerStateAndKeepsTheParent() {
    assertThat(TraceContext.of(List.of(SOUND), List.of("x".repeat(256), "x".repeat(256))))
        .isEqualTo(new TraceContext(TRACE, PARENT, 1, ""));
  }

  @Test
  void doesNotPrintItself() {
    assertThat(of(SOUND)).hasToString("TraceContext[hidden]");
  }
}
