package io.github.brsgd;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.FileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The architecture as tests: who may import whom, and what is never there. */
class ArchitectureTest {

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (\\w+ )*(class|interface|record|enum|@interface) ", Pattern.MULTILINE);

  private static final String BASE = "io.github.brsgd.";

  /** What every package may import. */
  private static final Set<String> OPEN = Set.of("checks", "files", "marker", "random", "state");

  /** Package to the packages of ours it may import, and with them all that those may. */
  private static final Map<String, String[]> MAY_IMPORT = new LinkedHashMap<>();

  static {
    OPEN.forEach(name -> MAY_IMPORT.put(name, new String[] {}));
    MAY_IMPORT.put("linalg", new String[] {});
    MAY_IMPORT.put("aggregation", new String[] {"linalg"});
    MAY_IMPORT.put("aggregation.pre", new String[] {"aggregation"});
    MAY_IMPORT.put("aggregation.weighted", new String[] {"aggregation"});
    MAY_IMPORT.put("attack", new String[] {"aggregation"});
    MAY_IMPORT.put("schedule", new String[] {});
    MAY_IMPORT.put("theory", new String[] {"schedule"});
    MAY_IMPORT.put("theory.robustness", new String[] {"theory"});
    MAY_IMPORT.put("data", new String[] {});
    MAY_IMPORT.put("training.model", new String[] {"linalg"});
    MAY_IMPORT.put("training.node", new String[] {"training.model", "linalg"});
    MAY_IMPORT.put("training.server", new String[] {"aggregation", "theory", "training.model"});
    MAY_IMPORT.put(
        "catalog",
        new String[] {
          "aggregation.pre",
          "aggregation.weighted",
          "attack",
          "data",
          "theory.robustness",
          "training.node"
        });
    MAY_IMPORT.put("training", new String[] {"catalog", "training.node", "training.server"});
    MAY_IMPORT.put("diagnostics", new String[] {"training"});
  }

  private final JavaClasses core = ImportedClasses.core();

  @TestFactory
  Stream<DynamicTest> importsFollowTheTable() {
    return MAY_IMPORT.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> checkImports(entry.getKey(), entry.getValue())));
  }

  private void checkImports(String name, String[] allowed) {
    Set<String> open = new TreeSet<>(OPEN);
    open.add(name);
    Arrays.stream(allowed).forEach(other -> addWithImports(other, open));
    noClasses()
        .that(resideInAPackage(BASE + name))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.github.brsgd..")
                .and(
                    describe(
                        "are not of " + open,
                        (JavaClass c) ->
                            !open.contains(c.getPackageName().substring(BASE.length())))))
        .check(core);
  }

  private static void addWithImports(String name, Set<String> open) {
    open.add(name);
    Arrays.stream(MAY_IMPORT.get(name)).forEach(other -> addWithImports(other, open));
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> packages =
        core.stream()
            .map(c -> c.getPackageName().substring(BASE.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isEqualTo(new TreeSet<>(MAY_IMPORT.keySet()));
    assertThat(core.size()).isGreaterThan(30);
  }

  @Test
  void theServerNeverSeesAnAttackNotEvenTransitively() {
    noClasses()
        .that(resideInAPackage(BASE + "training.server"))
        .should()
        .transitivelyDependOnClassesThat(resideInAnyPackage(BASE + "attack.."))
        .check(core);
  }

  /** Rows may lie on many machines: a rule asks them and does no arithmetic on arrays itself. */
  @Test
  void rulesAskRowsAndNeverComputeWithArrays() {
    Set<String> shape = Set.of("length", "size", "rank", "shape", "dataType", "reshape");
    noClasses()
        .that(resideInAPackage(BASE + "aggregation.."))
        .should()
        .callMethodWhere(
            describe(
                "is of INDArray and more than a question of its shape",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isAssignableTo(INDArray.class)
                        && !shape.contains(call.getName())))
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("org.nd4j..")
                .and(
                    describe(
                        "are more than arrays and their types",
                        (JavaClass c) ->
                            !c.isEquivalentTo(INDArray.class)
                                && !c.isEquivalentTo(DataType.class))))
        .check(core);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.github.brsgd.(**)").should().beFreeOfCycles().check(core);
  }

  @Test
  void everyPackageExplainsItself() {
    for (String name : MAY_IMPORT.keySet()) {
      assertThat(Path.of("src/main/java/" + (BASE + name).replace('.', '/') + "/package-info.java"))
          .exists();
    }
  }

  @Test
  void everyPublicTypeSaysSinceWhen() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .allSatisfy(
              file -> {
                String source = Files.readString(file);
                if (PUBLIC_TYPE.matcher(source).find()) {
                  assertThat(source).as("%s", file).contains(" * @since ");
                }
              });
    }
  }

  @Test
  void coreNeitherPrintsNorKnowsSparkNorArbiterNorTheScreen() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(core);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(core);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.spark..",
                "org.deeplearning4j.arbiter..",
                "java.awt",
                "java.awt.event..",
                "javax.swing..",
                "picocli.."))
        .check(core);
  }

  @Test
  void rulesAndAttacksAreImmutableValues() {
    classes()
        .that()
        .implement(BASE + "aggregation.Aggregator")
        .or()
        .implement(BASE + "aggregation.pre.PreAggregator")
        .or()
        .implement(BASE + "attack.Attack")
        .should()
        .beRecords()
        .check(core);
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
        .check(core);
  }
}
