package io.github.httptunnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/protocols.md names every refusal, and no other. */
final class ProtocolsDocumentTest {

  private static final Path DOCUMENT =
      Path.of("").toAbsolutePath().resolveSibling("docs/protocols.md");

  /** The second column of the table of refusals: why, record, status, error. */
  private static final Pattern ROW =
      Pattern.compile("^\\|[^|]+\\| `(\\w+)` \\|[^|]+\\|[^|]*\\|$", Pattern.MULTILINE);

  @Test
  void hasOneRowForEachRefusal() throws IOException {
    List<String> documented =
        ROW.matcher(Files.readString(DOCUMENT)).results().map(ProtocolsDocumentTest::code).toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(codes());
  }

  private static String code(MatchResult row) {
    return row.group(1);
  }

  private static List<String> codes() {
    return Stream.of(Refusal.class.getPermittedSubclasses())
        .flatMap(ProtocolsDocumentTest::each)
        .map(Refusal::code)
        .toList();
  }

  private static Stream<Refusal> each(Class<?> type) {
    if (type == Malformed.class) {
      return Stream.of(Malformed.Part.values()).map(part -> new Malformed(part, "a problem"));
    }
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 0) {
      return Stream.of(make(type));
    }
    return Stream.of(components[0].getType().getEnumConstants()).map(value -> make(type, value));
  }

  private static Refusal make(Class<?> type, Object... values) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    try {
      return (Refusal) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " is not made of one closed set", e);
    }
  }
}
