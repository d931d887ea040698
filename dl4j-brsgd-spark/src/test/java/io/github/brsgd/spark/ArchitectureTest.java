package io.github.brsgd.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What this module may know. */
// Not static: what is kept is walked through at the end of every run that other tests train.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private final JavaClasses spark =
      new ClassFileImporter()
          .importUrl(
              SparkBrsgdTrainingMaster.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void knowsTheLibraryAndNothingAboveIt() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.github.brsgd.cli..",
                "io.github.brsgd.sweep..",
                "io.github.brsgd.examples..",
                "io.github.brsgd.diagnostics..",
                "org.deeplearning4j.arbiter.."))
        .check(spark);
  }

  /** Rows know nothing of nodes, and both nothing of the training master. */
  @Test
  void packagesKnowOnlyThoseBelow() {
    slices().matching("io.github.brsgd.spark.(*)..").should().beFreeOfCycles().check(spark);
    noClasses()
        .that()
        .resideInAPackage("io.github.brsgd.spark.rows..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.github.brsgd.training..", "io.github.brsgd.spark.node.."))
        .check(spark);
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.github.brsgd.spark.rows..",
            "io.github.brsgd.spark.node..",
            "io.github.brsgd.spark.stats..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.github.brsgd.spark", "io.github.brsgd.spark.quickstart.."))
        .check(spark);
  }
}
