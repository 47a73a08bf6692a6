package io.github.httptunnel.load;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.github.httptunnel.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final JavaClasses CLASSES = HouseRules.classesOfThisModule();

  @ParameterizedTest
  @MethodSource
  void keepsTheRule(ArchRule rule) {
    rule.check(CLASSES);
  }

  static Stream<ArchRule> keepsTheRule() {
    return Stream.concat(
        HouseRules.everywhere().stream(),
        Stream.of(
            HouseRules.sees("load"),
            HouseRules.noLogger(),
            HouseRules.noStandardStreams(),
            // It parks its own thread, and shares nothing.
            HouseRules.noSharedState(HouseRules.ROOT + ".load.Metronome")));
  }
}
