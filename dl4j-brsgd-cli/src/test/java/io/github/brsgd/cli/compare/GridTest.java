package io.github.brsgd.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.compare.CellResult.State;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.report.svg.HeatGrid;
import io.github.brsgd.training.server.FailedRound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

  private static final String SKEWED = "dirichlet:alpha=1.0,over=classes";

  private static Grid grid(List<String> rules, List<String> attacks, List<Integer> byzantine) {
    return new Grid(
        rules,
        attacks,
        byzantine,
        List.of("iid", SKEWED),
        new DataChoice("synthetic", 0, false),
        new NetworkChoice("mlp", "", "", true),
        new Schedule(9, 8, 5, 1, 0.55, 1, 5),
        1,
        NodeChoice.PLAIN,
        FailedRound.THROW);
  }

  private static List<GridCell> cells(String rule, Integer... byzantine) {
    return grid(List.of(rule), List.of("ipm:tau=10"), List.of(byzantine)).cells(Catalog.standard());
  }

  private static ExperimentConfig config(GridCell cell) {
    return cell.run().orElseThrow().experiment().config();
  }

  @Test
  void aRuleWithoutQTakesThatOfThePlaceAndSaysSo() {
    List<GridCell> cells = cells("nnm+krum", 1, 3);
    assertThat(cells)
        .extracting(GridCell::written)
        .containsExactly(
            "nnm:q=1+krum:q=1", "nnm:q=1+krum:q=1", "nnm:q=3+krum:q=3", "nnm:q=3+krum:q=3");
    for (GridCell cell : cells) {
      assertThat(cell.rule()).isEqualTo("nnm+krum");
      assertThat(config(cell).defence().rule()).isEqualTo(cell.written());
      assertThat(config(cell).defence().byzantine()).isEqualTo(cell.place().byzantine());
      assertThat(config(cell).adversary().attackers()).isEqualTo(cell.place().byzantine());
      assertThat(config(cell).data().partition()).isEqualTo(cell.place().partition());
    }
  }

  /** And meets as many attackers as all others: it would be the best of each place otherwise. */
  @Test
  void aRuleKeepsTheQThatItHas() {
    for (GridCell cell : cells("krum:q=1", 1, 3)) {
      assertThat(cell.written()).isEqualTo("krum:q=1");
      assertThat(config(cell).defence().byzantine()).isEqualTo(1);
      assertThat(config(cell).adversary().attackers()).isEqualTo(cell.place().byzantine());
    }
  }

  /** One q in a text is that of all its links; another would fit none of them. */
  @Test
  void aChainTakesTheQThatOneOfItsLinksHas() {
    for (GridCell cell : cells("nnm:q=1+trimmed-mean", 1, 3)) {
      assertThat(cell.refusal()).isEmpty();
      assertThat(cell.written()).isEqualTo("nnm:q=1+trimmed-mean:q=1");
      assertThat(config(cell).adversary().attackers()).isEqualTo(cell.place().byzantine());
    }
    assertThat(cells("ctma:base=krum:q=1", 3)).allMatch(cell -> cell.run().isPresent());
    refused("1", List.of("nnm:q=1+krum:q=2"), List.of("zero"), 2);
  }

  @Test
  void aRuleWithoutAKeyQIsDeclaredForTheAttackers() {
    assertThat(cells("median", 2, 4))
        .allSatisfy(
            cell -> {
              assertThat(cell.written()).isEqualTo("median");
              assertThat(config(cell).defence().byzantine()).isEqualTo(cell.place().byzantine());
            });
  }

  @Test
  void whatARuleCannotDoIsToldAndTheRestIsThere() {
    List<GridCell> cells = cells("krum", 3, 4);
    assertThat(cells.subList(0, 2)).allMatch(cell -> cell.run().isPresent());
    for (GridCell cell : cells.subList(2, 4)) {
      assertThat(cell.run()).isEmpty();
      assertThat(cell.refusal()).contains("need m >= 2q+3, got m=9, q=4");
      assertThat(cell.impossible().run())
          .isEqualTo(
              new CellResult("krum:q=4", "ipm:tau=10", 1, 4, State.IMPOSSIBLE, Double.NaN, 0, 0));
    }
  }

  @Test
  void whatServesNowhereIsAMistake() {
    refused("need m >= 2q+3, got m=9, q=4", List.of("mean", "krum"), List.of("zero"), 4);
    refused("unknown 'crum'", List.of("mean", "crum"), List.of("zero"), 2);
    refused("unknown 'imp'", List.of("mean"), List.of("zero", "imp"), 2);
    refused("at least one honest", List.of("mean"), List.of("zero"), 2, 9);
    refused("byzantine: need >= 1, got 0", List.of("mean"), List.of("zero"), 0);
    refused("byzantine: 2 is there twice", List.of("mean"), List.of("zero"), 2, 2);
    refused("rules: mean is there twice", List.of("mean", "mean"), List.of("zero"), 2);
    refused("attacks: nobody attacks", List.of("mean"), List.of("none"), 2);
  }

  private static void refused(
      String message, List<String> rules, List<String> attacks, Integer... byzantine) {
    assertThatThrownBy(() -> grid(rules, attacks, List.of(byzantine)).cells(Catalog.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static final Grid TWO =
      grid(List.of("mean", "krum", "median"), List.of("none", "ipm", "alie:z=1"), List.of(1, 4));

  private static GridResult result(
      String rule, int q, String partition, String attack, State state, double accuracy) {
    String written = rule.equals("krum") ? "krum:q=" + q : rule;
    return new GridResult(
        rule,
        new GridPlace(q, partition),
        new CellResult(
            written, attack, 1, attack.equals("none") ? 0 : q, state, accuracy, 5, 0.25));
  }

  private static List<GridResult> under(
      String rule, int q, String partition, double unattacked, double ipm, double alie) {
    return List.of(
        result(rule, q, partition, "none", State.DONE, unattacked),
        result(rule, q, partition, "ipm", State.DONE, ipm),
        result(rule, q, partition, "alie:z=1", State.DONE, alie));
  }

  private static List<GridResult> results() {
    List<GridResult> results = new ArrayList<>();
    results.addAll(under("mean", 1, "iid", 0.99, 0.2, 0.9));
    results.addAll(under("krum", 1, "iid", 0.1, 0.8, 0.85));
    results.addAll(under("median", 1, "iid", 0.9, 0.8, 0.95));
    results.addAll(under("mean", 1, SKEWED, 0.99, 0.3, 0.9));
    results.addAll(under("krum", 1, SKEWED, 0.1, 0.4, 0.35));
    results.addAll(under("median", 1, SKEWED, 0.9, 0.5, 0.6));
    results.add(result("mean", 4, "iid", "none", State.DONE, 0.99));
    results.add(result("mean", 4, "iid", "ipm", State.ABORTED, 0.95));
    results.add(result("mean", 4, "iid", "alie:z=1", State.DONE, 0.95));
    for (String attack : List.of("none", "ipm", "alie:z=1")) {
      results.add(result("krum", 4, "iid", attack, State.IMPOSSIBLE, Double.NaN));
    }
    results.addAll(under("median", 4, "iid", 0.9, 0.7, 0.1));
    results.add(result("mean", 4, SKEWED, "ipm", State.DONE, 0.9));
    return results;
  }

  @Test
  void tellsTheWorstCaseOfEachRuleAtEachPlace() {
    assertThat(new GridTable(TWO, results()).worst().toText())
        .isEqualTo(
            """
            rule      attackers  iid            dirichlet:alpha=1.0,over=classes
            --------  ---------  -------------  --------------------------------
            mean              1  20.0 ipm       30.0 ipm
            mean              4  95.0* ipm      -
            krum:q=1          1  80.0 ipm       35.0 alie:z=1
            krum:q=4          4  n/a            -
            median            1  80.0 ipm       50.0 ipm
            median            4  10.0 alie:z=1  -
            """);
  }

  @Test
  void tellsTheBestRuleOfEachPlace() {
    GridTable table = new GridTable(TWO, results());
    assertThat(table.best().toText())
        .isEqualTo(
            """
            attackers  iid                   dirichlet:alpha=1.0,over=classes
            ---------  --------------------  --------------------------------
                    1  krum:q=1 80.0 ipm     median 50.0 ipm
                    4  median 10.0 alie:z=1  -
            """);
    HeatGrid grid = table.bestGrid("id");
    assertThat(grid.squares().get(0).get(0))
        .isEqualTo(new HeatGrid.Square(80, "80.0\nkrum:q=1", false, false));
    assertThat(grid.squares().get(1).get(1))
        .isEqualTo(new HeatGrid.Square(Double.NaN, "–", false, false));
    assertThat(grid.description())
        .contains("1 attacker and iid, krum:q=1 with 80.0; ", "4 attackers and iid, median with");
  }

  @Test
  void drawsWhatCannotBeDoneAsSuchAndNotAsNothing() {
    HeatGrid grid = new GridTable(TWO, results()).worstGrid("id");
    assertThat(grid.rows())
        .containsExactly(
            "mean, 1\u00A0attacker",
            "mean, 4\u00A0attackers",
            "krum:q=1, 1\u00A0attacker",
            "krum:q=4, 4\u00A0attackers",
            "median, 1\u00A0attacker",
            "median, 4\u00A0attackers");
    assertThat(grid.squares().get(3).get(0))
        .isEqualTo(new HeatGrid.Square(Double.NaN, "n/a", false, false));
    assertThat(grid.squares().get(1).get(0))
        .isEqualTo(new HeatGrid.Square(95, "95.0*", false, true));
    assertThat(grid.draw().tag().render()).contains("n/a");
  }

  @Test
  void noRuleIsTheBestWhereNoneHolds() {
    List<GridResult> aborted =
        List.of("mean", "krum", "median").stream()
            .flatMap(
                rule ->
                    List.of("ipm", "alie:z=1").stream()
                        .map(attack -> result(rule, 1, "iid", attack, State.ABORTED, 0.9)))
            .toList();
    HeatGrid.Square square = new GridTable(TWO, aborted).bestGrid("id").squares().get(0).get(0);
    assertThat(square).isEqualTo(new HeatGrid.Square(90, "none holds", false, true));
  }

  private static List<GridResult> withFewer() {
    List<GridResult> results = new ArrayList<>(under("mean", 1, "iid", 0.9, 0.2, 0.3));
    results.addAll(under("krum", 1, "iid", 0.9, 0.7, 0.75));
    results.add(result("median", 1, "iid", "none", State.DONE, 0.9));
    results.add(result("median", 1, "iid", "ipm", State.DONE, 0.8));
    results.add(result("median", 1, "iid", "alie:z=1", State.IMPOSSIBLE, Double.NaN));
    return results;
  }

  /** It may be the better only for what it did not meet. */
  @Test
  void aWorstCaseOfFewerAttacksIsMarkedAndNotTheBest() {
    GridTable table = new GridTable(TWO, withFewer());
    assertThat(table.worst().toText()).contains("80.0† ipm (1 of 2 attacks)  -");
    assertThat(table.best().toText()).contains("1  krum:q=1 70.0 ipm");
    assertThat(table.legend()).contains("†: the worst of fewer attacks");
    assertThat(table.attacks()).isEqualTo("at most 2 attacks");
    assertThat(table.worstGrid("id").squares().get(4).get(0))
        .isEqualTo(new HeatGrid.Square(80, "80.0†\n1 of 2 attacks", false, false));
    assertThat(new GridTable(TWO, results()).legend()).doesNotContain("†");
  }

  @Test
  void thereIsABestOfFewerAttacksWhereAllMetTheSame() {
    List<GridResult> results = new ArrayList<>();
    for (String rule : List.of("mean", "krum", "median")) {
      results.add(result(rule, 1, "iid", "ipm", State.DONE, rule.equals("median") ? 0.8 : 0.5));
      results.add(result(rule, 1, "iid", "alie:z=1", State.IMPOSSIBLE, Double.NaN));
    }
    GridTable table = new GridTable(TWO, results);
    assertThat(table.best().toText()).contains("1  median 80.0† ipm (1 of 2 attacks)");
    assertThat(table.bestGrid("id").squares().get(0).get(0).text())
        .isEqualTo("80.0†\nmedian\n1 of 2 attacks");
  }

  @Test
  void noRuleIsTheBestWhereEveryOneLacksWhatAnotherMet() {
    List<GridResult> results =
        List.of(
            result("mean", 1, "iid", "ipm", State.DONE, 0.8),
            result("mean", 1, "iid", "alie:z=1", State.IMPOSSIBLE, Double.NaN),
            result("krum", 1, "iid", "ipm", State.IMPOSSIBLE, Double.NaN),
            result("krum", 1, "iid", "alie:z=1", State.DONE, 0.7),
            result("median", 1, "iid", "ipm", State.IMPOSSIBLE, Double.NaN),
            result("median", 1, "iid", "alie:z=1", State.IMPOSSIBLE, Double.NaN));
    GridTable table = new GridTable(TWO, results);
    assertThat(table.best().toText()).contains("1  none comparable");
    assertThat(table.bestGrid("id").squares().get(0).get(0))
        .isEqualTo(new HeatGrid.Square(Double.NaN, "none comparable", false, false));
  }

  @Test
  void labelsHaveTheirQWhereNothingWasRunYet() {
    assertThat(new GridTable(TWO, List.of()).worst().toText()).contains("krum:q=4 ");
    assertThat(new GridMatrix(TWO, List.of()).worst("krum", new GridPlace(4, "iid")).rule())
        .isEqualTo("krum:q=4");
  }

  @Test
  void linesCarryThePlaceAndTheRuleWithItsQ() {
    assertThat(new GridTable(TWO, results()).runs().toCsv())
        .startsWith("q,partition,rule,attack,seed,attackers,state,accuracy,rounds,seconds\n")
        .contains(
            "\n1,\"dirichlet:alpha=1.0,over=classes\",krum:q=1,ipm,1,1,done,0.4,5,0.250\n",
            "\n4,iid,krum:q=4,ipm,1,4,impossible,,5,0.250\n");
  }
}
