package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of {@code docs/logs.md} against the closed sets they describe. */
class LogsDocumentTest {

  private static final Pattern KEY = Pattern.compile("`([^`]+)`");

  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "logs.md");

  @Test
  void explainsEveryKeyOfARecord() throws IOException {
    AccessRecord naming = new AccessRecord(true, true, true);
    Outcome refused = new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT);
    String all =
        naming.of(Requests.ruled(new RuleRef("rules[0]"), true))
            + naming.of(Requests.nothing(refused));
    assertThat(rows("Records").stream().map(key -> key.substring(key.indexOf('.') + 1)).toList())
        .containsAll(
            Pattern.compile("\"(\\w+)\":").matcher(all).results().map(it -> it.group(1)).toList());
  }

  @ParameterizedTest
  @EnumSource(
      value = LogConfig.RecordTemplate.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "DEFAULT")
  void listsEveryKeyOfTheOtherTemplates(LogConfig.RecordTemplate template) throws IOException {
    RecordFormat naming =
        template == LogConfig.RecordTemplate.ECS
            ? new EcsRecord(true, true, true)
            : new OtelRecord(true, true, true);
    Outcome refused = new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT);
    Set<String> keys = new TreeSet<>();
    for (TunnelStats stats :
        List.of(
            Requests.tunnel(),
            Requests.ruled(new RuleRef("trackers"), true),
            Requests.between(new InetSocketAddress("192.0.2.1", 1), new byte[] {1, 2, 3, 4}),
            Requests.nothing(refused))) {
      keys.addAll(keys("", new JsonMapper().readTree(naming.of(stats))));
    }
    assertThat(cells("Templates", template)).containsExactlyInAnyOrderElementsOf(keys);
  }

  private static Set<String> keys(String prefix, JsonNode node) {
    Set<String> keys = new TreeSet<>();
    for (String name : node.propertyNames()) {
      JsonNode inner = node.get(name);
      if (inner.isObject()) {
        boolean envelope = name.equals("Attributes") || name.equals("Resource");
        keys.addAll(keys(envelope ? "" : prefix + name + ".", inner));
      } else {
        keys.add(prefix + name);
      }
    }
    return keys;
  }

  /** The keys in a template's column of the table under a heading. */
  private static Set<String> cells(String heading, LogConfig.RecordTemplate template)
      throws IOException {
    int column = template == LogConfig.RecordTemplate.ECS ? 2 : 3;
    return section(heading)
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .flatMap(line -> KEY.matcher(line.split("[|]", -1)[column]).results())
        .map(key -> key.group(1))
        .flatMap(key -> Stream.of(key, key.replace("upstream.", "downstream.")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

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

  /** The first cells of the table under a heading, without the table's head. */
  private static List<String> rows(String heading) throws IOException {
    return section(heading)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .skip(1)
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .toList();
  }

  private static String section(String heading) throws IOException {
    String document = Files.readString(DOCUMENT);
    return document.split("(?m)^#+ " + heading + "$", 2)[1].split("(?m)^#", 2)[0];
  }

  private static <T> List<String> codes(T[] values, Function<T, String> code) {
    return Arrays.stream(values).map(code).toList();
  }

  /** One refusal of this kind for each constant of its enum, or the only one. */
  private static Stream<Refusal> all(Class<?> kind) {
    Constructor<?> constructor = kind.getDeclaredConstructors()[0];
    List<Class<?>> types =
        Arrays.stream(kind.getRecordComponents()).<Class<?>>map(RecordComponent::getType).toList();
    Stream<Object> constants =
        types.stream()
            .filter(Class::isEnum)
            .flatMap(type -> Arrays.stream(type.getEnumConstants()));
    return (types.stream().anyMatch(Class::isEnum) ? constants : Stream.<Object>of(""))
        .map(constant -> create(constructor, types, constant));
  }

  private static Object value(Class<?> type, Object constant) {
    if (type == Challenge.class) {
      return new Challenge("", Set.of());
    }
    return type.isEnum() ? constant : "";
  }

  private static Refusal create(Constructor<?> constructor, List<Class<?>> types, Object constant) {
    try {
      Object[] values = types.stream().map(type -> value(type, constant)).toArray();
      return (Refusal) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a refusal with a component this test does not know", e);
    }
  }
}
