package io.github.brsgd.cli.compare;

import io.github.brsgd.cli.compare.CellResult.State;
import io.github.brsgd.cli.experiment.Caveats;
import io.github.brsgd.cli.report.HeatMap;
import io.github.brsgd.cli.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results of a comparison as people read them: a row per rule, a column per attack, and last
 * the worst of the attacks.
 *
 * @since 0.1
 */
public final class ResultTable {

  private static final double PERCENT = 100;
  private static final String WORST = "worst";

  private final Comparison comparison;
  private final ResultMatrix matrix;
  private final Caveats caveats;

  /**
   * A table.
   *
   * @param comparison rows, columns and seeds
   * @param results what is known so far, in any order
   */
  public ResultTable(Comparison comparison, List<CellResult> results) {
    this.comparison = comparison;
    this.matrix = new ResultMatrix(comparison, results);
    this.caveats = new Caveats(comparison.schedule().nodes());
  }

  /**
   * Accuracy in percent; with several seeds mean and standard deviation.
   *
   * @return the table
   */
  public TextTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (String rule : comparison.rules()) {
      List<String> row = new ArrayList<>();
      row.add(matrix.label(rule));
      comparison.attacks().forEach(attack -> row.add(text(matrix.cell(rule, attack))));
      row.add(matrix.worst(rule).map(this::text).orElse(CellSummary.NOT_RUN));
      rows.add(row);
    }
    return new TextTable(header("rule"), rows);
  }

  private List<String> header(String first) {
    List<String> header = new ArrayList<>();
    header.add(first);
    header.addAll(comparison.attacks());
    header.add(WORST);
    return header;
  }

  /**
   * What the marks in the table mean.
   *
   * @return a sentence; empty if there are none
   */
  public String legend() {
    boolean aborted =
        matrix.results().stream().anyMatch(r -> r.state() == State.ABORTED && !r.abortedAtOnce());
    return (aborted
            ? " *: a round could not be trusted, as where honest gradients overflow in a run that"
                + " diverges: aborted, and worse than all that ended."
            : "")
        + Caveats.legend(matrix.results().stream().flatMap(r -> caveat(r).stream()).toList());
  }

  private Optional<String> caveat(CellResult result) {
    return caveats.of(result.attack(), result.attackers());
  }

  /**
   * One line per run.
   *
   * @return rule, attack, seed, attackers, state, accuracy, rounds, seconds
   */
  public TextTable runs() {
    return new TextTable(
        List.of("rule", "attack", "seed", "attackers", "state", "accuracy", "rounds", "seconds"),
        matrix.results().stream()
            .map(
                r ->
                    List.of(
                        r.rule(),
                        r.attack(),
                        String.valueOf(r.seed()),
                        String.valueOf(r.attackers()),
                        r.state().name().toLowerCase(Locale.ROOT),
                        Double.isNaN(r.accuracy()) ? "" : String.valueOf(r.accuracy()),
                        String.valueOf(r.rounds()),
                        String.format(Locale.ROOT, "%.3f", r.seconds())))
            .toList());
  }

  /**
   * The table as coloured squares.
   *
   * @param title above it
   * @return a map; what was aborted counts as the worst
   */
  public HeatMap heatMap(String title) {
    List<List<HeatMap.Square>> rows = new ArrayList<>();
    for (String rule : comparison.rules()) {
      List<HeatMap.Square> row = new ArrayList<>();
      comparison.attacks().forEach(attack -> row.add(square(matrix.cell(rule, attack))));
      row.add(
          matrix.worst(rule).map(this::square).orElse(new HeatMap.Square(0, CellSummary.NOT_RUN)));
      rows.add(row);
    }
    return new HeatMap(
        title,
        comparison.rules().stream().map(matrix::label).toList(),
        header("").subList(1, comparison.attacks().size() + 2),
        rows);
  }

  private HeatMap.Square square(CellSummary cell) {
    return new HeatMap.Square(PERCENT * cell.mean().orElse(0), text(cell));
  }

  private String text(CellSummary cell) {
    return cell.text(comparison.seeds() > 1)
        + (cell.runs().stream().anyMatch(run -> caveat(run).isPresent()) ? Caveats.MARK : "");
  }
}
