package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  @TempDir Path folder;

  private Cli compare(Object... more) {
    Map<String, Object> defaults =
        Map.of(
            "--dataset",
            "synthetic",
            "--examples",
            400,
            "--nodes",
            7,
            "--attackers",
            2,
            "--batch",
            8,
            "--rounds",
            2,
            "--out",
            folder);
    return Cli.run("compare", defaults, more);
  }

  @Test
  void showsATableAndWritesItInFourForms() throws IOException {
    Cli cli =
        compare(
            "--rules",
            "mean",
            "krum:q=2",
            "bulyan:q=1",
            "median",
            "--attacks",
            "none",
            "sign-flip:scale=4",
            "non-finite");
    assertThat(cli.code()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .contains("4 rules x 3 attacks x 1 seeds: 12 runs of 2 rounds")
        .containsPattern("rule +none +sign-flip:scale=4 +non-finite +worst")
        .containsPattern("mean +[0-9.]+ +[0-9.]+ +aborted +aborted")
        .containsPattern("krum:q=2 +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+")
        .containsPattern("bulyan:q=1 \\(1 attacker\\) +[0-9.]+")
        .contains("7 nodes, 2 attackers, 2 rounds")
        .contains("results in " + folder);
    assertThat(Files.readString(folder.resolve("compare.md"))).startsWith("| rule | none |");
    assertThat(Files.readAllLines(folder.resolve("compare.csv"))).hasSize(13);
    assertThat(Files.readString(folder.resolve("compare.json"))).contains("\"seeds\" : 1");
    assertThat(folder.resolve("compare.png")).isNotEmptyFile();
  }

  @Test
  void theSeedAndNotThePlaceDecidesACell() throws IOException {
    compare("--rules", "mean", "median", "--attacks", "gaussian", "alie:z=1", "--seeds", 2);
    List<String> both = runs();
    assertThat(both).hasSize(8);
    compare("--rules", "median", "--attacks", "alie:z=1", "--seed", 2, "--workers", 1);
    assertThat(runs()).hasSize(1).isSubsetOf(both);
  }

  /** The lines of compare.csv without their times. */
  private List<String> runs() throws IOException {
    return Files.readAllLines(folder.resolve("compare.csv")).stream()
        .skip(1)
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @Test
  void whatCannotBeForgedIsToldAndTheRestIsDone() {
    Cli cli =
        compare("--rules", "median", "--attacks", "zero", "alie", "--nodes", 9, "--attackers", 4);
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).containsPattern("median +[0-9.]+ +[0-9.]+");
  }

  @Test
  void chainsOfRulesAndPoisonedDataTakePart() {
    Cli cli = compare("--rules", "nnm:q=2+median", "users-mean", "--attacks", "label-flip");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).containsPattern("nnm:q=2.median +[0-9.]+ +[0-9.]+");
  }

  @Test
  void mistakesAreToldBeforeAnyWork() {
    assertUsage("need m >= 2q+3, got m=7, q=3", compare("--rules", "krum:q=3"));
    assertUsage("unknown 'crum'", compare("--rules", "crum:q=1"));
    assertUsage("q", compare("--rules", "krum"));
    assertUsage("unknown 'imp'", compare("--rules", "mean", "--attacks", "imp"));
    assertUsage("is there twice", compare("--rules", "mean", "mean"));
    assertUsage("seeds: need >= 1", compare("--rules", "mean", "--seeds", 0));
    assertUsage("need m >= 2q+1, got m=7, q=4", compare("--rules", "median", "--attackers", 4));
    assertUsage("at least one honest", compare("--rules", "mean", "--attackers", 7));
  }

  private static void assertUsage(String message, Cli cli) {
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void syntheticDigitsAreSaidAloudWhereMnistIsMissing() {
    Cli cli =
        Cli.run(
            "compare",
            "--data",
            folder,
            "--examples",
            400,
            "--nodes",
            3,
            "--attackers",
            1,
            "--rounds",
            1,
            "--rules",
            "median",
            "--attacks",
            "zero",
            "--out",
            folder);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains(folder + " has none of it");
  }
}
