package io.github.httptunnel.bench;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.github.httptunnel.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final String BENCH = HouseRules.ROOT + ".bench";

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
            HouseRules.noLogger(),
            HouseRules.noStandardStreams(
                with(BENCH + ".figures.Figures", BENCH + ".ListFigures", BENCH + ".logins.Logins")),
            HouseRules.noSharedState(with())));
  }

  /** What JMH generates beside the benchmarks, and more. */
  private static String[] with(String... exceptions) {
    return Stream.concat(
            Stream.of("bench", "http1", "relay", "server.api")
                .map(name -> HouseRules.ROOT + "." + name + ".jmh_generated."),
            Stream.of(exceptions))
        .toArray(String[]::new);
  }
}
