package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of records and metrics: an interface to others. */
class CodesTest {

  private static final Challenge CHALLENGE = new Challenge("realm", Set.of());

  @Test
  void everyRefusalHasACodeOfItsOwn() {
    assertThat(refusals().map(Refusal::code)).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void everyKindOfRefusalIsLookedAt() {
    assertThat(refusals().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Refusal.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalsCodeIsOneLowerCaseWord(Refusal refusal) {
    assertThat(refusal.code()).matches("[a-z]+(_[a-z]+)*");
  }

  @ParameterizedTest
  @EnumSource
  void aCloseReasonsCodeIsOneLowerCaseWord(CloseReason reason) {
    assertThat(reason.code()).matches("[a-z]+(_[a-z]+)*").isEqualToIgnoringCase(reason.name());
  }

  @ParameterizedTest
  @EnumSource
  void aPhasesCodeIsOneLowerCaseWord(Phase phase) {
    assertThat(phase.code()).matches("[a-z]+").isEqualToIgnoringCase(phase.name());
  }

  @ParameterizedTest
  @EnumSource
  void aSidesCodeIsOneLowerCaseWord(Side side) {
    assertThat(side.code()).matches("[a-z]+").isEqualToIgnoringCase(side.name());
  }

  @ParameterizedTest
  @EnumSource
  void aStreamEndsCodeIsOneLowerCaseWord(StreamEnd end) {
    assertThat(end.code()).matches("[a-z]+").isEqualToIgnoringCase(end.name());
  }

  /** One of each kind and constant. */
  static Stream<Refusal> refusals() {
    return Arrays.stream(Refusal.class.getPermittedSubclasses()).flatMap(CodesTest::eachOf);
  }

  private static Stream<Refusal> eachOf(Class<?> kind) {
    List<Class<?>> types =
        Arrays.stream(kind.getRecordComponents()).<Class<?>>map(RecordComponent::getType).toList();
    if (types.isEmpty()) {
      return Stream.of(create(kind, types));
    }
    return Arrays.stream(types.getFirst().getEnumConstants())
        .map(constant -> create(kind, types, constant, detail(types)));
  }

  /** What a refusal has beside its kind, which no code depends on. */
  private static Object detail(List<Class<?>> types) {
    return types.getLast() == Challenge.class ? CHALLENGE : "a problem";
  }

  private static Refusal create(Class<?> kind, List<Class<?>> types, Object... values) {
    try {
      Constructor<?> constructor = kind.getDeclaredConstructor(types.toArray(Class<?>[]::new));
      return (Refusal) constructor.newInstance(Arrays.copyOf(values, types.size()));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(kind.getSimpleName() + " is not an enum constant and a text", e);
    }
  }
}
