package io.github.brsgd.benchmarks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What benchmarks may know, and that nothing knows them. */
// Not static: what is kept is walked through at the end of every run that other tests train.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private static final String BENCHMARKS = "io.github.brsgd.benchmarks";

  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.brsgd");

  private final JavaClasses own =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BENCHMARKS);

  @Test
  void whatIsMeasuredKnowsNothingOfTheSuite() {
    noClasses()
        .that(resideInAPackage(BENCHMARKS))
        .should()
        .dependOnClassesThat(resideInAnyPackage(BENCHMARKS + ".suite..", "picocli.."))
        .check(own);
  }

  @Test
  void useNoCommandsAndNoExamples() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.github.brsgd.cli",
                "io.github.brsgd.cli.compare..",
                "io.github.brsgd.cli.experiment..",
                "io.github.brsgd.cli.sweep..",
                "io.github.brsgd.examples.."))
        .check(own);
  }

  @Test
  void nothingDependsOnThem() {
    noClasses()
        .that(resideInAPackage("io.github.brsgd..").and(not(resideInAPackage(BENCHMARKS + ".."))))
        .should()
        .dependOnClassesThat(resideInAnyPackage(BENCHMARKS + "..", "org.openjdk.jmh.."))
        .check(all);
  }

  @Test
  void neitherPrints() {
    noClasses()
        .that(resideInAnyPackage(BENCHMARKS, BENCHMARKS + ".suite"))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(own);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/suite"})
  void everyPackageExplainsItself(String name) {
    assertThat(Path.of("src/main/java/io/github/brsgd/benchmarks" + name + "/package-info.java"))
        .exists();
  }
}
