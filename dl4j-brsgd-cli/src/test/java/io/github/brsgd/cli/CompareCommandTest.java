package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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

  @Test
  void theFilesDoNotDependOnHowManyRunAtATime() throws IOException {
    Object[] cells = {
      "--rules",
      List.of("mean", "geometric-median"),
      "--attacks",
      List.of("gaussian", "non-finite", "label-flip")
    };
    Cli one = compare(and(cells, "--parallel", 1));
    assertThat(one.out()).contains("memory: 1 runs at a time, each about ");
    List<String> lines = runs();
    String table = table(one);
    for (Object[] more : new Object[][] {{"--parallel", 4}, {"--parallel", 3, "--workers", 2}}) {
      Cli cli = compare(and(cells, more));
      assertThat(cli.code()).as(cli.err()).isZero();
      assertThat(runs()).isEqualTo(lines).hasSize(6);
      assertThat(table(cli)).isEqualTo(table);
    }
  }

  private static Object[] and(Object[] options, Object... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray();
  }

  private static String table(Cli cli) {
    return cli.out().substring(cli.out().indexOf("rule "), cli.out().indexOf("Took "));
  }

  @Test
  void aRunThatBreaksEndsTheOthersAndWhatIsDoneIsWritten() throws IOException {
    Cli cli =
        compare(
            "--rules",
            List.of("median", "mean"),
            "--attacks",
            List.of("none", "zero", "users-attack:round=1,error=false", "sign-flip:scale=4"),
            "--parallel",
            2);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .contains("median under users-attack:round=1,error=false: round 1: a user's mistake")
        .doesNotContain("\tat ");
    assertThat(cli.out()).containsPattern("stopped after [2-4] of 8 runs").contains("results in ");
    assertThat(runs().subList(0, 2))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("median,none,"),
            line -> assertThat(line).startsWith("median,zero,"));
    assertThat(folder.resolve("compare.png")).isNotEmptyFile();
  }

  @Test
  void anErrorInARunIsThrownWhenWhatIsDoneIsWritten() throws IOException {
    assertThatThrownBy(
            () ->
                compare(
                    "--rules",
                    "median",
                    "--attacks",
                    List.of("none", "users-attack:round=0,error=true"),
                    "--parallel",
                    2))
        .isInstanceOf(AssertionError.class)
        .hasMessage("a user's error");
    assertThat(runs()).hasSize(1);
  }

  @Test
  void anInterruptEndsTheRunsAtHandAndWhatIsDoneIsWritten() throws Exception {
    AtomicReference<Cli> told = new AtomicReference<>();
    Thread caller =
        new Thread(
            () ->
                told.set(
                    compare(
                        "--rules",
                        "median",
                        "--attacks",
                        List.of("none", "zero"),
                        "--rounds",
                        1_000_000,
                        "--parallel",
                        2)));
    caller.start();
    while (caller.isAlive() && !isRunning()) {
      Thread.sleep(10);
    }
    caller.interrupt();
    caller.join();
    assertThat(told.get().out()).contains("stopped after 0 of 2 runs").contains("results in ");
    assertThat(runs()).isEmpty();
    assertThat(isRunning()).isFalse();
  }

  private static boolean isRunning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("brsgd-run-"));
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
    assertUsage("--parallel: need >= 1, got 0", compare("--rules", "mean", "--parallel", 0));
    assertUsage("--workers: need >= 1, got 0", compare("--rules", "mean", "--workers", 0));
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
