package io.github.brsgd.sweep;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.FileReader;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the module may know. */
// Not static: what is kept is walked through at the end of every run that other tests train.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private final JavaClasses sweep =
      new ClassFileImporter()
          .importUrl(BrsgdSpace.class.getProtectionDomain().getCodeSource().getLocation());

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
        .check(sweep);
  }

  @Test
  void neitherPrintsNorKnowsTheScreen() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(sweep);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.spark..", "java.awt..", "javax.swing..", "picocli.."))
        .check(sweep);
  }

  /** One reader knows what byte-order marks, encodings and line ends people's files have. */
  @Test
  void textIsReadInOnePlace() {
    Set<String> others = Set.of("readString", "readAllLines", "lines", "newBufferedReader");
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "reads text from a file",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isEquivalentTo(Files.class)
                        && others.contains(call.getName())))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(FileReader.class)
        .check(sweep);
  }
}
