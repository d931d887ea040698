package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.compare.GridRecord;
import io.github.brsgd.cli.report.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridCommandTest {

  private static final List<String> SPLITS = List.of("iid", "dirichlet:alpha=0.5,over=classes");

  @TempDir Path folder;

  private Cli compare(Object... more) {
    Map<String, Object> defaults =
        Map.of(
            "--dataset",
            "synthetic",
            "--examples",
            200,
            "--model",
            "logistic",
            "--nodes",
            5,
            "--batch",
            8,
            "--rounds",
            2,
            "--out",
            folder);
    return Cli.run("compare", defaults, more);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("grid.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @Test
  void showsTheWorstCasesAndTheBestRulesAndWritesThem() throws IOException {
    Cli cli =
        compare(
            "--byzantine",
            List.of(1, 2),
            "--partition",
            SPLITS,
            "--rules",
            List.of("mean", "krum"),
            "--attacks",
            List.of("ipm:tau=10", "non-finite"));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("krum:q=2, 2 attackers: Krum: need m >= 2q+3, got m=5, q=2");
    assertThat(cli.out())
        .contains("2 counts of Byzantine nodes x 2 partitions: 12 runs of 2 rounds")
        .contains("labels   dirichlet:alpha=0.5,over=classes: ")
        .containsPattern("mean +1 +aborted non-finite +aborted non-finite")
        .containsPattern("krum:q=1 +1 +[0-9.]+ [a-z]")
        .containsPattern("krum:q=2 +2 +n/a +n/a")
        .containsPattern("1 +krum:q=1 [0-9.]+ [a-z]")
        .containsPattern("2 +none holds +none holds");
    assertThat(lines()).hasSize(1 + 16);
    assertThat(lines().subList(1, 5))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("1,iid,mean,ipm:tau=10,1,1,"),
            line -> assertThat(line).startsWith("1,iid,mean,non-finite,1,1,aborted,"),
            line -> assertThat(line).startsWith("1,iid,krum:q=1,ipm:tau=10,1,1,done,"),
            line -> assertThat(line).startsWith("1,iid,krum:q=1,non-finite,1,1,done,"));
    assertThat(lines().get(16))
        .isEqualTo("2,\"dirichlet:alpha=0.5,over=classes\",krum:q=2,non-finite,1,2,impossible,,0");
    GridRecord record = JsonFiles.read(folder.resolve("grid.json"), GridRecord.class);
    assertThat(record.grid().partitions()).isEqualTo(SPLITS);
    assertThat(record.results()).hasSize(16);
    for (String name : List.of("grid.md", "grid.png", "grid.svg", "grid-best.png")) {
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
    assertThat(folder.resolve("grid-best.svg")).content().contains("krum:q=1", "none holds");
    assertThat(folder.resolve("compare.json")).doesNotExist();
    assertThat(Cli.run("report", folder).code()).isZero();
    assertThat(folder.resolve("report.html"))
        .content()
        .contains("Best rule by attackers and split", "Worst case of each rule at each place")
        .contains("12 of 12; 4 more cannot be run");
  }

  @Test
  void oneSeedOneAnswerHoweverManyRunAtATimeAndAsInAComparison() throws IOException {
    Object[] options = {
      "--byzantine",
      List.of(1, 2),
      "--rules",
      List.of("median", "trimmed-mean"),
      "--attacks",
      List.of("gaussian")
    };
    compare(options);
    List<String> three = lines();
    Cli one = compare(concat(options, "--parallel", 1));
    assertThat(one.out()).contains("memory: 1 runs at a time");
    assertThat(lines()).isEqualTo(three).hasSize(5);
    compare("--rules", "trimmed-mean:q=2", "--attackers", 2, "--attacks", "gaussian");
    List<String> alone = Files.readAllLines(folder.resolve("compare.csv"));
    String run = alone.get(1).substring(0, alone.get(1).lastIndexOf(','));
    assertThat(three).contains("2,iid," + run);
  }

  private static Object[] concat(Object[] options, Object... more) {
    Object[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return all;
  }

  @Test
  void aRunThatBreaksEndsTheOthersAndWhatIsDoneIsWritten() throws IOException {
    Cli cli =
        compare(
            "--byzantine",
            List.of(1, 2),
            "--rules",
            "median",
            "--attacks",
            List.of("zero", "users-attack:round=1,error=false"),
            "--parallel",
            1);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("stopped after 1 of 4 runs").containsPattern("median +1 +-");
    assertThat(lines()).hasSize(2);
  }

  /** It was known before the first run. */
  @Test
  void whatCannotBeRunIsSaidSoHoweverEarlyTheEnd() throws IOException {
    Cli cli =
        compare(
            "--byzantine",
            List.of(1, 2),
            "--rules",
            List.of("median", "krum"),
            "--attacks",
            "users-attack:round=1,error=false",
            "--parallel",
            1);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out())
        .contains("partitions: 3 runs of 2 rounds", "stopped after 0 of 3 runs")
        .containsPattern("krum:q=1 +1 +-")
        .containsPattern("krum:q=2 +2 +n/a");
    assertThat(lines()).hasSize(2);
    Cli.run("report", folder);
    assertThat(folder.resolve("report.html")).content().contains("0 of 3; 1 more cannot be run");
  }

  @Test
  void aFolderHoldsAGridOrAComparison() throws IOException {
    Object[] grid = {"--byzantine", 1, "--rules", "median", "--attacks", "zero"};
    Object[] table = {"--attackers", 1, "--rules", "median", "--attacks", "zero"};
    compare(concat(table, "--partition", SPLITS.get(1)));
    assertThat(files()).contains("compare.json", "partition.csv", "partition.png");
    compare(concat(grid, "--partition", SPLITS.get(1)));
    assertThat(files())
        .containsExactlyInAnyOrder(
            ".brsgd.lock",
            "grid.csv",
            "grid.md",
            "grid.json",
            "grid.png",
            "grid.svg",
            "grid-best.png",
            "grid-best.svg");
    compare(table);
    assertThat(files())
        .containsExactlyInAnyOrder(
            ".brsgd.lock", "compare.csv", "compare.md", "compare.json", "compare.png");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void mistakesAreToldBeforeAnyWork() {
    assertUsage("--attackers: in a grid as many attack", "--byzantine", 1, "--attackers", 1);
    assertUsage("--partition: 2 of them make a grid", "--partition", SPLITS);
    assertUsage("partition: iid is there twice", "--byzantine", 1, "--partition", "iid", "iid");
    assertUsage("byzantine: need >= 1, got 0", "--byzantine", 0);
    assertUsage("nobody attacks", "--byzantine", 1, "--attacks", "none");
    assertUsage("unknown 'idd'", "--byzantine", 1, "--partition", "iid", "idd");
    assertUsage("at least one honest", "--byzantine", 1, 5, "--rules", "mean");
    assertUsage("need m >= 2q+3, got m=5, q=2", "--byzantine", 2, "--rules", "krum");
  }

  /** As in a comparison, which has read the data by then. */
  @Test
  void aSplitThatTheDataDoNotAllowIsAMistake() {
    Cli cli =
        compare(
            "--byzantine", 1, "--rules", "median", "--partition", "iid", "by-column:column=99999");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("column").doesNotContain("\tat ");
    assertThat(folder.resolve("grid.csv")).doesNotExist();
  }

  private void assertUsage(String message, Object... options) {
    Cli cli = compare(options);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
  }
}
