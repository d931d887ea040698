package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.compare.GridRecord;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.cli.stress.StressRecord;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of a rule that cannot serve rounds in which a node is away. */
class FailedRoundCommandsTest {

  private static final String LEGEND = "Rounds that fail are skipped: ";
  private static final Object[] SKIP = {"--on-failed-round", "skip"};

  @TempDir Path folder;

  private Cli run(String command, Object[] more, Object... options) {
    Map<String, Object> defaults =
        Map.of(
            "--dataset",
            "synthetic",
            "--model",
            "logistic",
            "--examples",
            200,
            "--nodes",
            5,
            "--batch",
            8,
            "--rounds",
            6,
            "--drop-out",
            0.2,
            "--out",
            folder);
    return Cli.run(command, defaults, Stream.of(options, more).flatMap(Stream::of).toArray());
  }

  private Cli compare(Object... more) {
    return run(
        "compare", more, "--rules", "krum:q=1", "--attacks", "none", "zero", "--attackers", 1);
  }

  private Cli grid(Object... more) {
    return run("compare", more, "--rules", "krum", "--attacks", "zero", "--byzantine", 1);
  }

  private Cli stress(Object... more) {
    return run("stress", more, "--rule", "krum:q=1", "--attackers", 1, "--runs", 2, "--seeds", 1);
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private String report() throws IOException {
    assertThat(Cli.run("report", folder).code()).isZero();
    return text("report.html").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void aComparisonEndsTheRunUnlessRoundsAreSkipped() throws IOException {
    Cli cli = compare();
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(text("compare.csv")).contains(",aborted,").doesNotContain(",done,");
    assertThat(cli.out()).doesNotContain(LEGEND);
    assertThat(report()).contains("failed round ends the run");
    cli = compare(SKIP);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(text("compare.csv")).contains(",done,").doesNotContain(",aborted,");
    assertThat(cli.out()).contains(LEGEND);
    assertThat(text("compare.md")).contains(LEGEND);
    assertThat(report()).contains("failed round skipped");
    ComparisonRecord record =
        JsonFiles.read(folder.resolve(ComparisonRecord.FILE), ComparisonRecord.class);
    assertThat(record.comparison().onFailedRound()).isEqualTo(FailedRound.SKIP);
    int taken = record.results().stream().mapToInt(CellResult::rounds).sum();
    assertThat(taken).isLessThan(12);
    assertThat(cli.out()).contains(LEGEND + (12 - taken) + " of 12 were.");
  }

  @Test
  void aGridEndsTheRunUnlessRoundsAreSkipped() throws IOException {
    Cli cli = grid();
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(text("grid.csv")).contains(",aborted,");
    assertThat(report()).contains("failed round ends the run");
    cli = grid(SKIP);
    assertThat(text("grid.csv")).contains(",done,").doesNotContain(",aborted,");
    assertThat(cli.out()).contains(LEGEND);
    assertThat(text("grid.md")).contains(LEGEND);
    assertThat(report()).contains("failed round skipped");
  }

  @Test
  void aStressTestEndsTheRunUnlessRoundsAreSkipped() throws IOException {
    Cli cli = stress();
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(text("stress.csv")).contains(",aborted,").doesNotContain(",done,");
    assertThat(cli.out()).doesNotContain(LEGEND);
    cli = stress(SKIP);
    assertThat(text("stress.csv")).contains(",done,").doesNotContain(",aborted,");
    assertThat(cli.out()).contains(LEGEND).contains(" --on-failed-round skip ...");
    assertThat(
            JsonFiles.read(folder.resolve(StressRecord.FILE), StressRecord.class)
                .configuration()
                .defence()
                .onFailedRound())
        .isEqualTo(FailedRound.SKIP);
  }

  @Test
  void aSweepEndsTheRunUnlessRoundsAreSkipped() throws IOException {
    Object[] small = {"--candidates", 1, "--rules", "krum", "--byzantine", 1, "--attackers", 1};
    Cli cli = run("sweep", small, "--attacks", "zero", "--alpha0", 1);
    assertThat(cli.code()).as(cli.err()).isEqualTo(1);
    assertThat(text("candidates/candidate-0000.json")).contains("ABORTED");
    assertThat(report()).contains("failed round ends the run");
    without("sweep.json", "configuration");
    assertThat(
            JsonFiles.read(folder.resolve("sweep.json"), SweepRecord.class)
                .configuration()
                .onFailedRound())
        .isEqualTo(FailedRound.THROW);
    Cli other = run("sweep", small, "--attacks", "zero", "--alpha0", 1, SKIP[0], SKIP[1]);
    assertThat(other.err()).contains("holds another sweep");
    Path skipping = folder.resolve("skipping");
    cli =
        run(
            "sweep",
            small,
            "--attacks",
            "zero",
            "--alpha0",
            1,
            SKIP[0],
            SKIP[1],
            "--out",
            skipping);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("skipped    rounds that fail");
    assertThat(text("skipping/candidates/candidate-0000.json")).doesNotContain("ABORTED");
    assertThat(text("skipping/candidates/terms.txt")).contains(", failed rounds skipped");
    assertThat(text("skipping/winner/run-1/run.json")).contains("\"onFailedRound\" : \"SKIP\"");
  }

  /** No row is finite in more than q of them: the network is as it was made. */
  @Test
  void aRunOfSkippedRoundsAloneHasAnAccuracy() throws IOException {
    Cli cli =
        run(
            "compare",
            SKIP,
            "--rules",
            "mean",
            "--attacks",
            "non-finite",
            "--attackers",
            1,
            "--drop-out",
            0);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(text("compare.csv")).containsPattern("mean,non-finite,1,1,done,0\\.[0-9]+,0,");
    assertThat(cli.out()).contains(LEGEND + "6 of 6 were.");
  }

  @Test
  void recordsFromBeforeThereWasAChoiceEndTheRun() throws IOException {
    compare();
    without("compare.json", "comparison");
    assertThat(
            JsonFiles.read(folder.resolve("compare.json"), ComparisonRecord.class)
                .comparison()
                .onFailedRound())
        .isEqualTo(FailedRound.THROW);
    assertThat(report()).contains("failed round ends the run");
    grid();
    without("grid.json", "grid");
    assertThat(JsonFiles.read(folder.resolve("grid.json"), GridRecord.class).grid().onFailedRound())
        .isEqualTo(FailedRound.THROW);
    assertThat(report()).contains("failed round ends the run");
  }

  private void without(String file, String of) throws IOException {
    ObjectNode record = (ObjectNode) new ObjectMapper().readTree(text(file));
    assertThat(((ObjectNode) record.get(of)).remove("onFailedRound").asText()).isEqualTo("THROW");
    Files.writeString(folder.resolve(file), record.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --rule krum:q=1",
        "compare",
        "compare --byzantine 1",
        "stress --rule mean --attackers 1",
        "sweep --byzantine 1 --attackers 1"
      })
  void refusesAnythingElse(String command) {
    Path out = folder.resolve("out");
    String all = command + " --dataset synthetic --on-failed-round retry --out " + out;
    Cli cli = Cli.run((Object[]) all.split(" "));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--on-failed-round: need throw or skip, got retry");
    assertThat(out).doesNotExist();
  }
}
