package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/logs.md} against the closed sets they describe. */
class LogsDocumentTest {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "logs.md");

  @Test
  void explainsEveryRefusal() throws IOException {
    assertThat(rows("Refusals"))
        .containsExactlyElementsOf(
            Arrays.stream(Refusal.class.getPermittedSubclasses())
                .flatMap(LogsDocumentTest::all)
                .map(Refusal::code)
                .toList());
  }

  @Test
  void explainsEveryCloseReason() throws IOException {
    assertThat(rows("Close reasons"))
        .containsExactlyElementsOf(codes(CloseReason.values(), CloseReason::code));
  }

  @Test
  void explainsEveryEndOfAStream() throws IOException {
    assertThat(rows("Ends of a direction"))
        .containsExactlyElementsOf(codes(StreamEnd.values(), StreamEnd::code));
  }

  @Test
  void explainsEveryPhase() throws IOException {
    assertThat(rows("Phases")).containsExactlyElementsOf(codes(Phase.values(), Phase::code));
  }

  @Test
  void explainsEverySide() throws IOException {
    assertThat(rows("Sides")).containsExactlyElementsOf(codes(Side.values(), Side::code));
  }

  /** The first cells of the table under a heading. */
  private static List<String> rows(String heading) throws IOException {
    String document = Files.readString(DOCUMENT);
    String section = document.split("(?m)^#+ " + heading + "$", 2)[1].split("(?m)^#", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .toList();
  }

  private static <T> List<String> codes(T[] values, Function<T, String> code) {
    return Arrays.stream(values).map(code).toList();
  }

  /** One refusal of this kind for each constant of its enum, or the only one. */
  private static Stream<Refusal> all(Class<?> kind) {
    Constructor<?> constructor = kind.getDeclaredConstructors()[0];
    List<Class<?>> types =
        Arrays.stream(kind.getRecordComponents())
            .<Class<?>>map(RecordComponent::getType)
            .toList();
    return types.stream()
        .filter(Class::isEnum)
        .findFirst()
        .map(type -> Arrays.stream(type.getEnumConstants()))
        .orElse(Stream.of(""))
        .map(constant -> (Refusal) create(constructor, types, constant));
  }

  private static Object create(Constructor<?> constructor, List<Class<?>> types, Object constant) {
    try {
      return constructor.newInstance(
          types.stream().map(type -> type.isEnum() ? constant : "").toArray());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a refusal with a component this test does not know", e);
    }
  }
}
