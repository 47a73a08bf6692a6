package io.github.httptunnel.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.httptunnel.testkit.strange.Stranger;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule is broken by a class made for it: a rule that nothing can break guards nothing. */
class HouseRulesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importClasses(HouseRulesTest.class.getDeclaredClasses());

  @ParameterizedTest
  @ValueSource(classes = {TextUtil.class, TextUtils.class, PoolManager.class, ThingImpl.class})
  void refusesNamesThatSayNothing(Class<?> type) {
    assertThat(everywhere(type)).containsExactly("Names say what a class is");
  }

  @ParameterizedTest
  @ValueSource(classes = {OddConfig.class, OddStats.class})
  void refusesValuesThatAreNoRecords(Class<?> type) {
    assertThat(everywhere(type)).containsExactly("Values are records");
  }

  @ParameterizedTest
  @ValueSource(classes = {Sleeper.class, WallClock.class})
  void refusesSleepAndTheWallClock(Class<?> type) {
    assertThat(everywhere(type)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(classes = {VariablePattern.class, VariableMatch.class})
  void refusesPatternsThatAreNoConstants(Class<?> type) {
    assertThat(everywhere(type)).containsExactly("Patterns of java.util.regex are constants");
  }

  @ParameterizedTest
  @ValueSource(classes = {Fine.class, GoodConfig.class, ConstantPattern.class})
  void acceptsWhatKeepsTheRules(Class<?> type) {
    assertThat(everywhere(type)).isEmpty();
    assertThat(breaks(HouseRules.noSharedState(), type)).isFalse();
    assertThat(breaks(HouseRules.noStandardStreams(), type)).isFalse();
    assertThat(breaks(HouseRules.noLogger(), type)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(classes = {VolatileField.class, LockedMethod.class, Counter.class})
  void refusesSharedMutableState(Class<?> type) {
    assertThat(breaks(HouseRules.noSharedState(), type)).isTrue();
  }

  @Test
  void leavesTheStatedExceptionsAlone() {
    assertThat(breaks(HouseRules.noSharedState(Counter.class.getName()), Counter.class)).isFalse();
  }

  @Test
  void refusesTheStandardStreams() {
    assertThat(breaks(HouseRules.noStandardStreams(), Printer.class)).isTrue();
  }

  @Test
  void refusesLoggers() {
    assertThat(breaks(HouseRules.noLogger(), Talker.class)).isTrue();
  }

  @Test
  void refusesAPackageThatIsNotNamed() {
    JavaClasses user = new ClassFileImporter().importClasses(Stranger.class);
    assertThat(HouseRules.sees("testkit.strange").evaluate(user).hasViolation()).isTrue();
    assertThat(HouseRules.sees("testkit.strange", "testkit").evaluate(user).hasViolation())
        .isFalse();
  }

  @Test
  void refusesToLookAtNothing() {
    assertThatThrownBy(() -> HouseRules.sees("nowhere").evaluate(CLASSES))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void findsThePackagesOfTheModule() {
    assertThat(HouseRules.packagesOf(HouseRules.classesOfThisModule())).contains("testkit");
  }

  private static List<String> everywhere(Class<?> type) {
    return HouseRules.everywhere().stream()
        .filter(rule -> breaks(rule, type))
        .map(ArchRule::getDescription)
        .toList();
  }

  private static boolean breaks(ArchRule rule, Class<?> type) {
    JavaClasses both =
        CLASSES.that(describe("the fixtures", found -> isOneOf(found, type, Fine.class)));
    return rule.evaluate(both).hasViolation();
  }

  private static boolean isOneOf(JavaClass found, Class<?>... types) {
    return Stream.of(types).anyMatch(found::isEquivalentTo);
  }

  static final class Fine {
    private final String text = "fine";

    String text() {
      return text;
    }
  }

  record GoodConfig(int value) {}

  static final class ConstantPattern {
    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    boolean matches(String text) {
      return DIGIT.matcher(text).matches();
    }
  }

  static final class TextUtil {}

  static final class TextUtils {}

  static final class PoolManager {}

  static final class ThingImpl {}

  static final class OddConfig {}

  static final class OddStats {}

  static final class Sleeper {
    void sleep() throws InterruptedException {
      Thread.sleep(1);
    }
  }

  static final class WallClock {
    long now() {
      return System.currentTimeMillis();
    }
  }

  static final class VariablePattern {
    Pattern compile(String text) {
      return Pattern.compile(text);
    }
  }

  static final class VariableMatch {
    boolean matches(String text, String pattern) {
      return Pattern.matches(pattern, text);
    }
  }

  static final class VolatileField {
    volatile int value;
  }

  static final class LockedMethod {
    synchronized void hold() {}
  }

  static final class Counter {
    final AtomicLong count = new AtomicLong();
  }

  static final class Printer {
    void print() {
      System.out.println();
    }
  }

  static final class Talker {
    System.Logger logger(java.util.logging.Logger logger) {
      return System.getLogger(logger.getName());
    }
  }
}
