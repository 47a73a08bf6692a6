package io.github.httptunnel.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of architecture and style that hold in every module, for its {@code ArchitectureTest}.
 *
 * <p>A rule that finds no class to look at fails: none of them can hold by looking at nothing.
 */
public final class HouseRules {

  /** The package that holds all others. */
  public static final String ROOT = "io.github.httptunnel";

  private static final String ENGINE = ROOT + ".engine.TunnelEngine";

  private HouseRules() {}

  /** The product's classes of the module whose folder is the working directory. */
  public static JavaClasses classesOfThisModule() {
    // By folder: by package, every jar of the class path and of the JDK would be searched.
    return new ClassFileImporter().importPath(Path.of("target", "classes"));
  }

  /** The packages below {@link #ROOT} that have more than a description. */
  public static Set<String> packagesOf(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .map(type -> type.getPackageName().substring(ROOT.length() + 1))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What holds without exception. */
  public static List<ArchRule> everywhere() {
    return List.of(
        meaningfulNames(),
        recordsForValues(),
        noWallClockNorSleep(),
        constantPatterns(),
        engineBuiltInOnePlace());
  }

  /** A package sees, of this project, only itself and those named. */
  public static ArchRule sees(String name, String... others) {
    String[] seen =
        Stream.concat(Stream.of(name), Stream.of(others))
            .map(other -> ROOT + "." + other)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name)
        .should()
        .onlyDependOnClassesThat(not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(seen)))
        .as("Package " + name + " sees of ours only " + List.of(others));
  }

  /** The packages below this one form no cycle. */
  public static ArchRule freeOfCycles(String parent) {
    return slices().matching(parent + ".(*)..").should().beFreeOfCycles();
  }

  /** A library says what happened through values and events; who uses it decides what is logged. */
  public static ArchRule noLogger() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.slf4j..",
            "org.apache.logging..",
            "java.util.logging..",
            "io.netty.util.internal.logging..",
            "io.netty.handler.logging..")
        .as("No logger");
  }

  /** Nobody writes to the standard streams but those whose names begin so. */
  public static ArchRule noStandardStreams(String... exceptions) {
    return noClasses()
        .that(are(notAmong(exceptions)))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .as("No standard streams");
  }

  /** Nobody shares mutable state between threads but those whose names begin so. */
  public static ArchRule noSharedState(String... exceptions) {
    DescribedPredicate<JavaClass> others = notAmong(exceptions);
    return CompositeArchRule.of(
            noClasses()
                .that(are(others))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "java.util.concurrent.atomic..", "java.util.concurrent.locks.."))
        .and(
            noClasses()
                .that(are(others))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(VarHandle.class))
        .and(
            noFields()
                .that()
                .areDeclaredInClassesThat(are(others))
                .should()
                .haveModifier(JavaModifier.VOLATILE)
                .allowEmptyShould(true))
        .and(
            noMethods()
                .that()
                .areDeclaredInClassesThat(are(others))
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .allowEmptyShould(true));
  }

  private static ArchRule meaningfulNames() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
        .as("Names say what a class is");
  }

  private static ArchRule recordsForValues() {
    return classes()
        .that()
        .haveNameMatching(".*(Config|Policy|Stats|Request|Info)")
        .and()
        .areNotInterfaces()
        .should()
        .beRecords()
        .allowEmptyShould(true)
        .as("Values are records");
  }

  private static ArchRule noWallClockNorSleep() {
    return CompositeArchRule.of(noClasses().should().callMethod(System.class, "currentTimeMillis"))
        .and(noClasses().should().callMethod(Thread.class, "sleep", long.class))
        .and(noClasses().should().callMethod(Thread.class, "sleep", Duration.class));
  }

  /**
   * The JDK's engine backtracks: a pattern of an operator's would let a client burn our time. So it
   * only ever runs patterns that are constants of ours; operators' go to RE2/J.
   */
  private static ArchRule constantPatterns() {
    return noClasses()
        .should()
        .callMethodWhere(
            describe("a java.util.regex pattern is made of a variable", HouseRules::makesPattern))
        .as("Patterns of java.util.regex are constants");
  }

  private static boolean makesPattern(JavaCall<?> call) {
    return call.getTargetOwner().isEquivalentTo(Pattern.class)
        && List.of("compile", "matches").contains(call.getTarget().getName())
        && !call.getOrigin().getName().equals("<clinit>");
  }

  private static ArchRule engineBuiltInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".server.assembly..")
        .and()
        .haveSimpleNameNotEndingWith("Benchmark")
        .should()
        .callConstructorWhere(
            describe(
                "a TunnelEngine is made", call -> call.getTargetOwner().getName().equals(ENGINE)))
        .allowEmptyShould(true)
        .as("Only server.assembly makes a TunnelEngine, and benchmarks");
  }

  private static DescribedPredicate<JavaClass> notAmong(String... beginnings) {
    return describe(
        "not among " + List.of(beginnings),
        type -> Stream.of(beginnings).noneMatch(type.getName()::startsWith));
  }
}
