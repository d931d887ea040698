package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.cli.stress.StressRecord;
import io.github.brsgd.cli.stress.StressedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StressCommandTest {

  @TempDir Path folder;

  private Cli stress(Object... more) {
    Map<String, Object> defaults =
        Map.of(
            "--dataset",
            "synthetic",
            "--model",
            "logistic",
            "--examples",
            400,
            "--nodes",
            7,
            "--attackers",
            2,
            "--batch",
            8,
            "--rounds",
            20,
            "--runs",
            12,
            "--out",
            folder);
    return Cli.run("stress", defaults, more);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("stress.csv"));
  }

  private StressRecord record() throws IOException {
    return JsonFiles.read(folder.resolve(StressRecord.FILE), StressRecord.class);
  }

  @Test
  void findsWhatDestroysTheMeanAndMeasuresItOnSeedsItHasNotSeen() throws IOException {
    Cli cli = stress("--rule", "mean");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("mean, 2 of 7 nodes attack: 6 attacks x 2 seeds, then 6 x 2 on fresh seeds")
        .contains("at most 24 runs of 20 rounds")
        .contains("worst of 6 attacks, test accuracy in % on seeds [1, 2]:")
        .contains("seeds [3, 4], which the search has not seen")
        .containsPattern("found by the search +[a-z-]+")
        .containsPattern("worst of the fixed list +non-finite +fixed +aborted")
        .contains("one run of it: brsgd train --rule mean --byzantine ")
        .contains("results in " + folder);
    StressRecord record = record();
    assertThat(record.outcome().complete()).isTrue();
    assertThat(record.outcome().searched()).hasSize(6);
    assertThat(record.outcome().searched().stream().mapToDouble(StressedRule::score)).isSorted();
    StressedRule found = record.outcome().found();
    assertThat(found.choice()).isEqualTo(record.outcome().searched().get(0).choice());
    assertThat(found.score()).isLessThan(0.3);
    assertThat(found.runs()).extracting("seed").containsExactly(3L, 4L);
    assertThat(record.outcome().fixed())
        .extracting(fixed -> fixed.choice().attack())
        .containsExactly("sign-flip:scale=4", "ipm:tau=10", "gaussian", "alie", "non-finite");
    assertThat(record.provenance().command()).startsWith("stress");
    assertThat(lines()).hasSize(1 + 24).anyMatch(line -> line.startsWith("found,"));
  }

  @Test
  void aRunThatFailsClosedIsTheWorstThereIs() throws IOException {
    stress("--rule", "mean", "--rounds", 9, "--runs", 8, "--seeds", 1, "--alpha0", 1e30);
    List<StressedRule> searched = record().outcome().searched();
    assertThat(searched.get(0).score()).isNegative();
  }

  @Test
  void oneSeedOneAnswerHoweverManyRunAtATime() throws IOException {
    stress("--rule", "median", "--rounds", 3, "--runs", 10, "--seeds", 1, "--parallel", 1);
    List<String> one = lines();
    stress(
        "--rule",
        "median",
        "--rounds",
        3,
        "--runs",
        10,
        "--seeds",
        1,
        "--parallel",
        3,
        "--workers",
        2);
    assertThat(lines()).isEqualTo(one).hasSize(1 + 10 + 1 + 5);
    stress("--rule", "median", "--rounds", 3, "--runs", 10, "--seeds", 1, "--seed", 9);
    assertThat(lines()).isNotEqualTo(one);
  }

  @Test
  void knowsNoMoreThanItMay() throws IOException {
    Cli cli =
        stress(
            "--rule", "median", "--rounds", 2, "--knowledge", "partial", "--runs", 9, "--seeds", 1);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(lines().stream().filter(line -> line.startsWith("search,")))
        .hasSize(9)
        .allMatch(line -> line.matches("search,\"?(gaussian|sign-flip|.*knowledge=partial).*"));
  }

  @Test
  void theBudgetLeavesOutWhatIsLessThanAnAttack() throws IOException {
    stress("--rule", "median", "--rounds", 2, "--runs", 8, "--seeds", 3);
    assertThat(lines().stream().filter(line -> line.startsWith("search,"))).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--attackers 2 | which rule? --rule krum:q=3",
        "--rule krum:q=2,k=1 | krum",
        "--rule krum:q=3 | need m >= ",
        "--rule nonsense | nonsense",
        "--rule mean --attackers 0 | --attackers: need >= 1, got 0",
        "--rule mean --attackers 8 | attackers: need at least one honest node, got attackers=8",
        "--rule mean --runs 0 | --runs: need >= 1, got 0",
        "--rule mean --seeds 0 | --seeds: need >= 1, got 0",
        "--rule mean --runs 2 --seeds 3 | runs >= seeds, got runs=2, seeds=3",
        "--rule mean --knowledge some | --knowledge",
        "--rule mean --workers 0 | --workers: need >= 1, got 0",
        "--rule mean --parallel 0 | --parallel: need >= 1, got 0",
        "--rule mean --attack alie | --attack"
      })
  void refuses(String options, String message) {
    Path out = folder.resolve("out");
    Cli cli = stress((Object[]) (options + " --out " + out).split(" "));
    assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(2);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
    assertThat(out).doesNotExist();
  }

  @Test
  void theNumberOfAttackersHasNoDefault() {
    Cli cli = Cli.run("stress", "--rule", "mean", "--out", folder.resolve("out"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--attackers: how many nodes attack? It has no default");
  }
}
