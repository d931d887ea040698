package io.github.brsgd.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.FileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom within the command line. */
// Not static: what is kept is walked through at the end of every run that other tests train.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  private static final String BASE = "io.github.brsgd.";

  /** Package to the packages of this module it may import. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("cli.model", Set.of()),
          entry("cli.npy", Set.of()),
          entry("cli.report", Set.of("cli.report.svg")),
          entry("cli.report.svg", Set.of()),
          entry("cli.report.tensorboard", Set.of()),
          entry("cli.experiment", Set.of("cli.model", "cli.report")),
          entry("cli.compare", Set.of("cli.experiment", "cli.report", "cli.report.svg")),
          entry("cli.sweep", Set.of("cli.experiment", "cli.model", "cli.report")),
          entry("cli.stress", Set.of("cli.compare", "cli.experiment", "cli.report")),
          entry(
              "cli.report.html",
              Set.of("cli.compare", "cli.experiment", "cli.report", "cli.report.svg", "cli.sweep")),
          entry(
              "cli",
              Set.of(
                  "cli.compare",
                  "cli.experiment",
                  "cli.model",
                  "cli.npy",
                  "cli.report",
                  "cli.report.html",
                  "cli.report.svg",
                  "cli.report.tensorboard",
                  "cli.stress",
                  "cli.sweep")));

  private final JavaClasses cli =
      new ClassFileImporter()
          .importUrl(Brsgd.class.getProtectionDomain().getCodeSource().getLocation());

  Set<String> packages() {
    return cli.stream()
        .map(c -> c.getPackageName().substring(BASE.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsFollowTheTable(String name) {
    assertThat(MAY_IMPORT).containsKey(name);
    Set<String> open = new TreeSet<>(MAY_IMPORT.get(name));
    open.add(name);
    noClasses()
        .that(resideInAPackage(BASE + name))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(BASE + "cli..")
                .and(
                    describe(
                        "are not of " + open,
                        (JavaClass c) ->
                            !open.contains(c.getPackageName().substring(BASE.length())))))
        .orShould()
        .dependOnClassesThat(resideInAPackage(BASE + "examples.."))
        .check(cli);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.github.brsgd.(**)").should().beFreeOfCycles().check(cli);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void everyPackageExplainsItself(String name) {
    assertThat(Path.of("src/main/java/" + (BASE + name).replace('.', '/') + "/package-info.java"))
        .exists();
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
        .check(cli);
  }
}
