package io.github.brsgd.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.brsgd.marker.Internal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Examples show what users may do. */
// Not static: what is kept is walked through at the end of every run that other tests train.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.brsgd");

  @Test
  void useNothingInternal() {
    noClasses()
        .that(resideInAPackage("io.github.brsgd.examples.."))
        .should()
        .dependOnClassesThat(annotatedWith(Internal.class))
        .check(all);
  }

  @Test
  void beginnersSeeTheLibraryAlone() {
    noClasses()
        .that(resideInAPackage("io.github.brsgd.examples.quickstart"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.github.brsgd.cli",
                "io.github.brsgd.cli.experiment..",
                "io.github.brsgd.cli.report..",
                "io.github.brsgd.examples.advanced..",
                "io.github.brsgd.training.model..",
                "io.github.brsgd.training.node..",
                "io.github.brsgd.training.server.."))
        .check(all);
  }

  @Test
  void nothingDependsOnThem() {
    noClasses()
        .that(
            resideInAnyPackage("io.github.brsgd..")
                .and(not(resideInAPackage("io.github.brsgd.examples.."))))
        .should()
        .dependOnClassesThat(resideInAPackage("io.github.brsgd.examples.."))
        .check(all);
  }
}
