package io.github.httptunnel.tracing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.github.httptunnel.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom the spans see: the vocabulary of tunnels, and OpenTelemetry's public side. */
class ArchitectureTest {

  private static final String TRACING = HouseRules.ROOT + ".tracing";

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
            HouseRules.sees("tracing", "tunnel"),
            HouseRules.noStandardStreams(),
            HouseRules.noSharedState(
                TRACING + ".Notices", TRACING + ".QueueLosses", TRACING + ".WatchedExporter")));
  }

  @Test
  void usesNothingOfOpenTelemetryThatIsInternal() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.opentelemetry..internal..")
        .check(CLASSES);
  }

  @Test
  void thePackageIsKnown() {
    assertThat(HouseRules.packagesOf(CLASSES)).containsExactly("tracing");
  }
}
