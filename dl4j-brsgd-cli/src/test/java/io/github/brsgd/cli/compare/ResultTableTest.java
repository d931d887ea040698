package io.github.brsgd.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.compare.CellResult.State;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.report.PngFile;
import io.github.brsgd.cli.report.svg.HeatGrid;
import io.github.brsgd.cli.report.svg.Picture;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTableTest {

  private static Comparison comparison(int seeds) {
    return new Comparison(
        List.of("mean", "krum:q=3", "bulyan:q=2"),
        List.of("none", "ipm:tau=10", "non-finite"),
        3,
        new DataChoice("synthetic", 0, false),
        "mlp",
        new Schedule(15, 32, 100, 1, 0.55, 1, 100),
        seeds,
        true,
        NodeChoice.PLAIN,
        FailedRound.THROW);
  }

  private static CellResult done(String rule, String attack, long seed, double accuracy) {
    int attackers = attack.equals("none") ? 0 : rule.startsWith("bulyan") ? 2 : 3;
    return new CellResult(rule, attack, seed, attackers, State.DONE, accuracy, 100, 1);
  }

  @Test
  void showsAccuraciesAndTheWorstOfTheAttacks() {
    List<CellResult> results =
        List.of(
            done("mean", "none", 1, 0.9),
            new CellResult("mean", "ipm:tau=10", 1, 3, State.ABORTED, 0.098, 54, 1),
            new CellResult("mean", "non-finite", 1, 3, State.ABORTED, 0.1, 0, 1),
            done("krum:q=3", "none", 1, 0.5),
            done("krum:q=3", "ipm:tau=10", 1, 0.88),
            done("krum:q=3", "non-finite", 1, 0.87),
            done("bulyan:q=2", "ipm:tau=10", 1, 0.86),
            new CellResult("bulyan:q=2", "non-finite", 1, 2, State.IMPOSSIBLE, Double.NaN, 0, 0));
    ResultTable table = new ResultTable(comparison(1), results);
    assertThat(table.table().toText())
        .isEqualTo(
            """
            rule                      none  ipm:tau=10  non-finite    worst
            ------------------------  ----  ----------  ----------  -------
            mean                      90.0        9.8*     aborted  aborted
            krum:q=3                  50.0        88.0        87.0     87.0
            bulyan:q=2 (2 attackers)     -        86.0         n/a     86.0
            """);
    assertThat(table.legend()).contains("*: a round could not be trusted").doesNotContain("°");
    assertThat(table.runs().toCsv())
        .startsWith("rule,attack,seed,attackers,state,accuracy,rounds,seconds\n")
        .contains("mean,ipm:tau=10,1,3,aborted,0.098,54,1.000\n")
        .contains("bulyan:q=2,non-finite,1,2,impossible,,0,0.000\n");
  }

  @Test
  void severalSeedsGiveMeanAndDeviation() {
    List<CellResult> results =
        List.of(
            done("krum:q=3", "ipm:tau=10", 1, 0.88),
            done("krum:q=3", "ipm:tau=10", 2, 0.90),
            done("krum:q=3", "ipm:tau=10", 3, 0.92),
            done("krum:q=3", "non-finite", 1, 0.9));
    ResultTable table = new ResultTable(comparison(3), results);
    assertThat(table.table().toText())
        .containsPattern("krum:q=3 +- +90\\.0±2\\.0 +90\\.0±0\\.0 +90\\.0±2\\.0");
    assertThat(table.legend()).isEmpty();
  }

  @Test
  void drawsAnUnfinishedTable(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("map.png");
    HeatGrid grid =
        new ResultTable(comparison(1), List.of(done("mean", "none", 1, 0.9))).grid("grid");
    PngFile.write(file, new Picture("a title that is longer than all squares together", grid));
    assertThat(ImageIO.read(Files.newInputStream(file)).getWidth()).isGreaterThan(500);
  }

  @Test
  void theGridBeginsWithTheBestRuleAndWithItsWorstCase() {
    HeatGrid grid =
        new ResultTable(
                comparison(1),
                List.of(done("mean", "ipm:tau=10", 1, 0.1), done("krum:q=3", "ipm:tau=10", 1, 0.8)))
            .grid("grid");
    assertThat(grid.rows()).startsWith("krum:q=3", "mean");
    assertThat(grid.columns()).startsWith("worst");
    assertThat(grid.squares().get(0).get(0))
        .isEqualTo(new HeatGrid.Square(80, "80.0", false, false));
    assertThat(grid.squares().get(0)).contains(new HeatGrid.Square(80, "80.0", true, false));
  }

  @Test
  void aRunThatFailedClosedIsWorseThanAnyThatDidNot() {
    List<CellResult> results =
        List.of(
            done("krum:q=3", "ipm:tau=10", 1, 0.3),
            new CellResult("krum:q=3", "non-finite", 1, 3, State.ABORTED, 0.85, 90, 1));
    assertThat(new ResultTable(comparison(1), results).table().toText())
        .containsPattern("krum:q=3 +- +30\\.0 +85\\.0\\* +85\\.0\\*");
  }

  /** Even if it had learned everything and the other nothing. */
  @Test
  void aPerfectRunThatFailedClosedIsWorseThanAUselessOne() {
    CellResult useless = done("krum:q=3", "ipm:tau=10", 1, 0);
    CellResult perfect = new CellResult("krum:q=3", "non-finite", 1, 3, State.ABORTED, 1, 90, 1);
    assertThat(new CellSummary("krum:q=3", "non-finite", List.of(perfect)).value())
        .isLessThan(new CellSummary("krum:q=3", "ipm:tau=10", List.of(useless)).value());
  }

  @Test
  void anAttackThatIsNoneIsMarked() {
    Comparison four =
        new Comparison(
            List.of("median"),
            List.of("alie", "alie:z=1"),
            1,
            new DataChoice("synthetic", 0, false),
            "mlp",
            new Schedule(4, 32, 100, 1, 0.55, 1, 100),
            1,
            true,
            NodeChoice.PLAIN,
            FailedRound.THROW);
    List<CellResult> results =
        List.of(
            new CellResult("median", "alie", 1, 1, State.DONE, 0.9, 100, 1),
            new CellResult("median", "alie:z=1", 1, 1, State.DONE, 0.8, 100, 1));
    ResultTable table = new ResultTable(four, results);
    assertThat(table.table().toText()).containsPattern("median +90\\.0° +80\\.0 +80\\.0");
    assertThat(table.legend()).contains("°: alie sends exactly the honest mean");
  }
}
