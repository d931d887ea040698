package io.github.brsgd.sweep;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** What the module may know. */
class ArchitectureTest {

  private static final JavaClasses SWEEP =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.brsgd.sweep");

  @Test
  void tunesTrainingThroughTheCatalogueAndTheMaster() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.github.brsgd.cli..",
                "io.github.brsgd.examples..",
                "io.github.brsgd.diagnostics..",
                "io.github.brsgd.linalg..",
                "io.github.brsgd.training.model..",
                "io.github.brsgd.training.node.."))
        .check(SWEEP);
  }

  @Test
  void neitherPrintsNorKnowsTheScreen() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SWEEP);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.spark..", "java.awt..", "javax.swing..", "picocli.."))
        .check(SWEEP);
  }
}
