package io.github.httptunnel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.github.httptunnel.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each library of the program stays behind one package; so does the load generator. */
class ArchitectureTest {

  private static final String SERVER = HouseRules.ROOT + ".server";

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
            HouseRules.freeOfCycles(SERVER),
            HouseRules.noStandardStreams(SERVER + ".cli."),
            HouseRules.noSharedState(
                SERVER + ".api.Census",
                SERVER + ".api.Earlier",
                SERVER + ".api.Events",
                SERVER + ".api.History",
                SERVER + ".api.Memo",
                SERVER + ".api.Readiness",
                SERVER + ".assembly.",
                SERVER + ".lists.ReloadableList",
                SERVER + ".accesslog.LineWriter",
                SERVER + ".cli.Reloader",
                SERVER + ".accesslog.Losses",
                SERVER + ".identity.CurrentUsers",
                SERVER + ".identity.HashMemory",
                SERVER + ".identity.KeysInFile",
                SERVER + ".identity.KeysOnWeb",
                SERVER + ".identity.TokenDesk",
                SERVER + ".identity.PasswordDesk",
                SERVER + ".metrics.FirstScrape",
                SERVER + ".metrics.ListenerNames",
                SERVER + ".metrics.OpenFiles")));
  }

  @ParameterizedTest
  @CsvSource({
    "cli, picocli..",
    "config, org.snakeyaml..",
    "accesslog, org.apache.logging..",
    "accesslog, java.util.logging..",
    "identity, org.bouncycastle..",
    "identity, org.apache.commons.codec..",
    "identity, org.jose4j..",
    "metrics, io.prometheus..",
    "cli, io.github.httptunnel.load.."
  })
  void keepsALibraryBehindOnePackage(String name, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void onlyTheStartAndTheConfigurationSeeTracing() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SERVER + ".cli..", SERVER + ".config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HouseRules.ROOT + ".tracing..")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsLookedAt() {
    assertThat(CLASSES)
        .extracting(JavaClass::getPackageName)
        .contains(
            SERVER + ".accesslog",
            SERVER + ".admin",
            SERVER + ".api",
            SERVER + ".assembly",
            SERVER + ".cli",
            SERVER + ".config",
            SERVER + ".explain",
            SERVER + ".files",
            SERVER + ".identity",
            SERVER + ".lists",
            SERVER + ".metrics",
            SERVER + ".setup",
            SERVER + ".systemd");
  }
}
