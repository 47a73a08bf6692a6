package io.github.httptunnel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.github.httptunnel.testkit.HouseRules;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.netty.util.NetUtil;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees whom in the engine, and what its classes may not do. */
class ArchitectureTest {

  private static final Set<String> PACKAGES =
      Set.of("tunnel", "access", "connect", "limit", "relay", "transport", "engine");

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
            HouseRules.sees("tunnel"),
            HouseRules.sees("access", "tunnel"),
            HouseRules.sees("connect", "tunnel"),
            HouseRules.sees("limit", "tunnel"),
            HouseRules.sees("relay", "tunnel"),
            HouseRules.sees("transport", "tunnel"),
            HouseRules.sees("engine", "tunnel", "access", "connect", "limit", "relay", "transport"),
            HouseRules.freeOfCycles(HouseRules.ROOT),
            HouseRules.noLogger(),
            HouseRules.noStandardStreams(),
            HouseRules.noSharedState(
                named("engine.LiveTunnels"),
                named("access.LocalAddresses"),
                named("connect.PendingLookups"),
                named("connect.CacheTally"),
                named("relay.LoopTraffic"),
                named("limit."))));
  }

  @Test
  void theVocabularySeesOnlyTheJdkAndThreePackagesOfNetty() {
    classes()
        .that()
        .resideInAPackage(named("tunnel"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    named("tunnel"),
                    "java..",
                    "io.netty.buffer..",
                    "io.netty.channel..",
                    "io.netty.util.concurrent..",
                    "org.jspecify..")
                .or(type(NetUtil.class)))
        .check(CLASSES);
  }

  @Test
  void theEngineKnowsNoProtocol() {
    noClasses()
        .that()
        .resideOutsideOfPackage(named("connect"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty.handler..")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty.handler.codec.http..", "io.netty.handler.ssl..")
        .check(CLASSES);
  }

  @Test
  void accessJudgesByLinearPatternsOnly() {
    noClasses()
        .that()
        .resideInAPackage(named("access"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Admission.class,
        ConnectResult.class,
        Decision.class,
        Host.class,
        Outcome.class,
        Refusal.class,
        TargetSyntax.class,
        TargetSyntax.HostSyntax.class,
        TunnelEvent.class
      })
  void aClosedSetIsSealedAndMadeOfRecords(Class<?> set) {
    assertThat(set.isSealed()).isTrue();
    assertThat(set.getPermittedSubclasses()).isNotEmpty().allMatch(Class::isRecord);
  }

  @Test
  void everyPackageIsKnownAndHasClassesToLookAt() {
    assertThat(HouseRules.packagesOf(CLASSES)).isEqualTo(PACKAGES);
  }

  private static String named(String name) {
    return HouseRules.ROOT + "." + name;
  }
}
