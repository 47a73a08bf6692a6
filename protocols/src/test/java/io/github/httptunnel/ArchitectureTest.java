package io.github.httptunnel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.github.httptunnel.testkit.HouseRules;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A protocol sees the vocabulary and what protocols share, never another protocol. */
class ArchitectureTest {

  private static final Set<String> PACKAGES =
      Set.of("answer", "http", "http1", "fixed", "sni", "tls");

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
            HouseRules.sees("answer", "tunnel"),
            HouseRules.sees("http", "tunnel"),
            HouseRules.sees("http1", "tunnel", "answer", "http"),
            HouseRules.sees("fixed", "tunnel", "answer"),
            HouseRules.sees("sni", "tunnel"),
            HouseRules.sees("tls", "tunnel"),
            HouseRules.freeOfCycles(HouseRules.ROOT),
            HouseRules.noLogger(),
            HouseRules.noStandardStreams(),
            HouseRules.noSharedState(HouseRules.ROOT + ".tls.ClientProof")));
  }

  @Test
  void onlyTlsSeesTls() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HouseRules.ROOT + ".tls")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty.handler.ssl..", "javax.net.ssl..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsKnownAndHasClassesToLookAt() {
    assertThat(HouseRules.packagesOf(CLASSES)).isEqualTo(PACKAGES);
  }
}
