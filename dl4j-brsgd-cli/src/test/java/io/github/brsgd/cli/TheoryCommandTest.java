package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.experiment.EstimatedRun;
import io.github.brsgd.diagnostics.NodeSpread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TheoryCommandTest {

  private static final Map<String, ?> PLAIN = Map.of("--smoothness", 1, "--gap", 2, "--margin", 1);

  @TempDir private Path folder;

  @Test
  void printsTheBoundAndWritesTableAndPicture() throws IOException {
    // A = C = 0, alpha_0 = 1: the bound is sqrt(4 / K^(1-p)), 0.5 at p = 0.75, K = 65536.
    Cli cli = Cli.run("theory", PLAIN, "--out", folder, "--p", 0.75, "--rounds", 65536);
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains("alpha_0 at most 1.00000")
        .contains("K=10", "K=10000", "K=65536", "K^-0.125")
        .containsPattern("0\\.75 .* 0\\.5000\n");
    List<String> lines = Files.readAllLines(folder.resolve("theory.csv"));
    assertThat(lines.get(0)).isEqualTo("p,rounds,bound");
    assertThat(lines.get(1)).isEqualTo("0.75,1,2.0");
    assertThat(lines.get(lines.size() - 1)).startsWith("0.75,65536,0.5");
    assertThat(folder.resolve("theory.png")).isNotEmptyFile();
  }

  @Test
  void namesTheRoundsForAnEpsilonAndTheBestExponent() {
    Cli cli =
        Cli.run("theory", PLAIN, "--out", folder, "--p", 0.75, "--epsilon", 0.51, "--rounds", 10);
    assertThat(cli.code()).isZero();
    // (2 / 0.51)^8 = 55934.3...
    assertThat(cli.out()).contains("rounds to 0.51", "55935").contains("with p=0.501");
  }

  @Test
  void missingConstantsAreAskedFor() {
    Cli cli = Cli.run("theory", "--out", folder, "--gap", 1);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--smoothness L --gap G --margin X");
  }

  private EstimatedRun run(double margin) {
    List<EstimatedRun.Row> rows =
        List.of(
            new EstimatedRun.Row(0, 2.4, 1.1, 4, 1.6, 1.0, 0.5, null),
            new EstimatedRun.Row(20, 0.7, 0.4, 1, 0.01, margin, 0.2, 0.35));
    List<NodeSpread> spreads =
        List.of(new NodeSpread(0, 18, 1.21, 0.25), new NodeSpread(20, 18, 0.16, 0.04));
    return new EstimatedRun(23, 5, 32, 1, 0.55, 5.6, rows, spreads);
  }

  @Test
  void runWithEstimatesIsHeldAgainstTheTheorem() throws IOException {
    EstimatedRun run = run(0.5);
    run.write(folder);
    assertThat(EstimatedRun.read(folder)).isEqualTo(run);
    Cli cli = Cli.run("theory", "--run", folder, "--out", folder);
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains("round", "eta s/||grad F||", "16.445")
        .contains("L along the path 0.350, by power iteration 5.60")
        .contains("L: 5.6", "Assumption 2.2 was seen to hold")
        .contains("does not hold for the alpha_0=1.0 of the run")
        .containsPattern("start \\(round 0\\).*does not hold; it would from batch size")
        .containsPattern("end \\(round 20\\).*, holds")
        .contains("no alpha_0 is certified")
        .contains("rms||g_i-g||")
        .containsPattern(" 0\\.500 .* 16\\.445")
        .contains("dissimilarity of the nodes: intercept 0.00800, slope 0.200");
    assertThat(folder.resolve("theory.png")).isNotEmptyFile();
  }

  @Test
  void aRecordFromBeforeNodesWereComparedIsRead() throws IOException {
    run(0.5).write(folder);
    Path file = folder.resolve(EstimatedRun.FILE);
    String text = Files.readString(file).replaceFirst("(?s),\\s*\"spreads\" : \\[.*\\]", "");
    assertThat(text).doesNotContain("spreads", "dispersion").contains("smoothness");
    Files.writeString(file, text);
    assertThat(EstimatedRun.read(folder).spreads()).isEmpty();
    Cli cli = Cli.run("theory", "--run", folder, "--out", folder);
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("dissimilarity of the nodes: not seen");
    Files.writeString(
        file,
        text.replaceFirst("\\}\\s*$", ", \"spreads\" : [ { \"round\" : 0, \"honest\" : 1 } ] }"));
    assertThat(Cli.run("theory", "--run", folder, "--out", folder).code()).isNotZero();
  }

  @Test
  void runWhoseRuleWasTurnedRoundHasNoStep() throws IOException {
    run(-0.1).write(folder);
    Cli cli = Cli.run("theory", "--run", folder, "--out", folder);
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Assumption 2.2 was not seen", "alpha_0 by (4.1): none");
  }

  @Test
  void whereEtaDoesNotExistTheConditionIsNotJudged() throws IOException {
    EstimatedRun run =
        new EstimatedRun(11, 5, 32, 1, 0.55, 5.6, run(0.5).rows(), run(0.5).spreads());
    assertThat(run.report())
        .contains("alpha_0 by (4.1)", "eta(m, q) needs m > 2q+2, got m=11, q=5")
        .doesNotContain("at the start");
    run.write(folder);
    assertThat(Cli.run("theory", "--run", folder, "--out", folder).code()).isZero();
  }

  @Test
  void oneObservationIsTooFew() throws IOException {
    EstimatedRun run =
        new EstimatedRun(23, 5, 32, 1, 0.55, 5.6, run(0.5).rows().subList(0, 1), List.of());
    assertThat(run.conclusive()).isFalse();
    run.write(folder);
    Cli cli = Cli.run("theory", "--run", folder, "--out", folder);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("need at least two").doesNotContain("\tat ");
  }

  @Test
  void runWithoutEstimatesSaysWhereTheyComeFrom() {
    Cli cli = Cli.run("theory", "--run", folder, "--out", folder);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("observations.json", "brsgd train --observe R --out");
    assertThat(Cli.run("theory", PLAIN, "--run", folder).code()).isEqualTo(2);
  }

  @Test
  void badConstantsAreNamed() {
    for (Object[] bad :
        new Object[][] {
          {"--margin", 0, "0 < 1 - sin(alpha) <= 1"},
          {"--smoothness", -1, "L: need a positive"},
          {"--gap", -1, "gap: need a non-negative"},
          {"--a", -1, "A: need a non-negative"},
          {"--p", 0.5, "1/2 < p < 1"},
          {"--rounds", 0, "K >= 10, got K=0"},
          {"--epsilon", 0, "epsilon: need a positive"}
        }) {
      Cli cli = Cli.run("theory", PLAIN, "--out", folder, bad[0], bad[1]);
      assertThat(cli.code()).isNotZero();
      assertThat(cli.err()).contains((String) bad[2]).doesNotContain("\tat ");
    }
  }
}
