package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.experiment.Adversary;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Defence;
import io.github.brsgd.cli.experiment.EstimatedRun;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.IterateChoice;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.experiment.SuspicionChoice;
import io.github.brsgd.diagnostics.NodeSpread;
import io.github.brsgd.training.server.FailedRound;
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

  @Test
  void whatIsProvenOfARuleAndWhatTheTheoremPromisesWithIt() throws IOException {
    Cli cli =
        Cli.run(
            "theory",
            "--rule",
            "nnm:q=4+trimmed-mean:q=4",
            "--nodes",
            20,
            "--sigma",
            0.3,
            "--zeta",
            0.4,
            "--slope",
            0.02,
            "--sine",
            0.75,
            0.1,
            "--smoothness",
            2,
            "--gap",
            3,
            "--p",
            0.75,
            "--out",
            folder);
    assertThat(cli.code()).isZero();
    // kappa = 2 (1 + 8/3) = 22/3; R^2 = 22/3 (0.09 + 0.16)/(9/16 - 22/150), alpha_0 = 0.25/(2 *
    // 1.02
    // * 25/3).
    assertThat(cli.out())
        .contains("kappa = 8 q/(m-q) (1 + 6 r (1 + r)) = 7.333", "= 0.3333; price", "= 0.2500")
        .containsPattern("0\\.75 +2\\.100 +0\\.2500 +8\\.333 +0\\.01471 +")
        .containsPattern("0\\.1 +none is enough +- +- +- +-")
        .contains("nothing is promised where ||grad F|| < 1.466");
    assertThat(folder.resolve("certificate.csv")).content().startsWith("sin alpha,");
  }

  @Test
  void rulesWithoutACertificateSayWhy() {
    Cli cli =
        Cli.run(
            "theory", "--rule", "clip:c=2+median", "--byzantine", 3, "--nodes", 9, "--out", folder);
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("m=9, q=3: no certificate: clip:c=2: static clipping");
    Cli krum = Cli.run("theory", "--rule", "krum:q=4,neighbours=2", "--nodes", 20, "--out", folder);
    assertThat(krum.out()).contains("no certificate: the proof does not reach", "q <= c <= m-q-1");
  }

  @Test
  void measuredKappaLiesBetweenFloorAndProof() throws IOException {
    Cli cli =
        Cli.run("theory", "--kappa", "--nodes", 5, "--rules", "mean", "median", "--out", folder);
    assertThat(cli.code()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("kappa.csv"));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).startsWith("mean,1,0.3333,carried away,-,");
    for (String line : lines.subList(3, 5)) {
      String[] cells = line.split(",");
      assertThat(cells[0]).isEqualTo("median");
      assertThat(Double.parseDouble(cells[3]))
          .isBetween(0.99 * Double.parseDouble(cells[2]), Double.parseDouble(cells[4]));
    }
    assertThat(folder.resolve("kappa.png")).isNotEmptyFile();
  }

  @Test
  void optionsThatMeanNothingBesideTheOthersAreRefused() {
    for (String[] bad :
        new String[][] {
          {"--rule median --nodes 9", "--byzantine Q is needed"},
          {"--rule krum:q=2 --byzantine 3 --nodes 9", "has q=2, got q=3"},
          {"--rule krum:q=4 --nodes 9", "need m >= 2q+3, got m=9, q=4"},
          {"--rule krum:q=2", "--nodes M is needed"},
          {"--rule krum:q=2 --nodes 9 --margin 0.5", "give no --margin"},
          {"--rule krum:q=2 --nodes 9 --p 0.6", "give no --p"},
          {"--rule krum:q=2 --nodes 9 --gap 1", "go together"},
          {"--rule krum:q=2 --nodes 9 --sine 1", "0 < sin alpha < 1"},
          {"--rule krum:q=2 --nodes 9 --sigma -1", "--sigma: need a non-negative"},
          {"--rule krum:q=2 --nodes 9 --zeta 1e200", "--zeta: need a non-negative"},
          {"--rule krum:q=2 --nodes 9 --rules krum", "--rules: is for --kappa"},
          {"--kappa", "--nodes M is needed"},
          {"--kappa --nodes 2", "need m >= 3"},
          {"--kappa --nodes 9 --rules krum:q=2", "leave q out"},
          {"--kappa --nodes 9 --rules median trust", "--rules: trust goes by a row of the server"},
          {"--kappa --nodes 9 --rule krum:q=2", "give no --rule"},
          {"--kappa --nodes 9 --p 0.6", "give no --p"},
          {"--smoothness 1 --gap 1 --margin 0.5 --nodes 9", "give no --nodes"},
          {"--smoothness 1 --gap 1 --margin 0.5 --sigma 1", "give no --sigma"},
          {"--run runs --nodes 9", "give no --nodes"},
          {"--run runs --kappa", "give no --kappa"},
        }) {
      Cli cli = Cli.run((Object[]) ("theory " + bad[0]).split(" "));
      assertThat(cli.code()).as(bad[0]).isNotZero();
      assertThat(cli.err()).as(bad[0]).contains(bad[1]).doesNotContain("\tat ");
    }
  }

  private static final NodeChoice MOMENTUM =
      new NodeChoice("worker-momentum:beta=0.9", 0, NodeChoice.NOT_SAID, 0, 0, false);

  private static final NodeChoice DROPPING =
      new NodeChoice("gradient", 0, NodeChoice.NOT_SAID, 0.3, 0, false);

  private static final NodeChoice CACHED =
      new NodeChoice("gradient", 8, NodeChoice.NOT_SAID, 0, 0, true);

  /** What is said of the certificate of a run; its honest rows are all 0.1 from grad F. */
  private String certificate(String rule, int attackers, String partition, NodeChoice nodes)
      throws IOException {
    List<EstimatedRun.Row> rows =
        List.of(
            new EstimatedRun.Row(0, 2, 2, 4.01, 0.1, 1, 0.9, null),
            new EstimatedRun.Row(20, 1, 1, 1.01, 0.1, 0.9, 0.9, 0.35));
    new EstimatedRun(23, 5, 32, 1, 0.55, 5.6, rows, List.of()).write(folder);
    ExperimentConfig config =
        new ExperimentConfig(
            new DataChoice("mnist", 0, false, partition, 0),
            new NetworkChoice("mlp", "", "", true),
            new Defence(rule, 5, FailedRound.THROW),
            new Adversary(attackers > 0 ? "sign-flip" : "", attackers, false),
            new Schedule(23, 32, 40, 1, 0.55, 1, 5),
            IterateChoice.NONE,
            20,
            nodes,
            SuspicionChoice.NONE);
    Provenance provenance =
        new Provenance("0.1", "M2.1", "cpu", "", "", "", Map.of(), 1, "", 0, List.of());
    RunRecord.begun(config, provenance).write(folder);
    Cli cli = Cli.run("theory", "--run", folder, "--out", folder);
    assertThat(cli.code()).isZero();
    return cli.out();
  }

  @Test
  void aRunIsPromisedNothingThatItsCertificateIsNotFor() throws IOException {
    // kappa = 4 (18/13)^2 = 7.669: the radius is the square root of 0.01 kappa.
    assertThat(certificate("median", 5, "iid", NodeChoice.PLAIN))
        .contains("promised where ||grad F|| > 0.277: 2 of 2 rounds")
        .doesNotContain("unbiased");
    assertThat(certificate("median", 6, "iid", NodeChoice.PLAIN))
        .contains("not promised: a certificate is for at most q=5 attackers, got 6")
        .doesNotContain("is promised where");
    for (NodeChoice absent : List.of(DROPPING, CACHED)) {
      assertThat(certificate("median", 0, "iid", absent))
          .contains("not promised: in some rounds rows are missing")
          .doesNotContain("is promised where");
    }
  }

  @Test
  void rowsThatAreNoUnbiasedDrawsCostOneMore() throws IOException {
    assertThat(certificate("median", 5, "iid", MOMENTUM))
        .contains("(update worker-momentum:beta=0.9): kappa + 1", "||grad F|| > 0.294");
    assertThat(certificate("median", 5, "dirichlet:alpha=0.3", NodeChoice.PLAIN))
        .contains("(partition dirichlet:alpha=0.3): kappa + 1", "||grad F|| > 0.294");
  }

  @Test
  void aRunWithARuleThatIsNotAtHandIsStillHeldAgainstTheTheorem() throws IOException {
    assertThat(certificate("somebodys-rule:q=5", 0, "iid", NodeChoice.PLAIN))
        .contains("the rule is not known here: rule: unknown 'somebodys-rule'", "results in");
  }

  @Test
  void aProblemIsCheckedWhereNothingIsPromisedToo() {
    for (String[] bad :
        new String[][] {
          {"--smoothness -1 --gap 1", "L: need a positive"},
          {"--smoothness 1 --gap -1", "gap: need a non-negative"},
          {"--smoothness 1 --gap NaN", "need a decimal number, got 'NaN'"},
          {"--smoothness 1 --gap 1 --margin 0.5 --e 1d", "need a decimal number, got '1d'"},
          {"--smoothness 1 --gap 1 --p 7", "1/2 < p < 1"},
        }) {
      for (String rule : List.of("mean --nodes 9", "krum:q=3 --nodes 9 --slope 100")) {
        String text = "theory --rule " + rule + " " + bad[0] + " --out " + folder;
        Cli cli = Cli.run((Object[]) text.split(" "));
        assertThat(cli.code()).as(text).isNotZero();
        assertThat(cli.err()).as(text).contains(bad[1]).doesNotContain("\tat ");
        assertThat(cli.out()).as(text).isEmpty();
      }
    }
  }

  @Test
  void theTableOfAnotherRuleDoesNotStay() {
    Path table = folder.resolve("certificate.csv");
    Cli.run("theory", "--rule", "krum:q=3", "--nodes", 9, "--out", folder);
    assertThat(table).exists();
    Cli.run("theory", "--rule", "cge:q=3", "--nodes", 9, "--out", folder);
    assertThat(table).doesNotExist();
  }
}
