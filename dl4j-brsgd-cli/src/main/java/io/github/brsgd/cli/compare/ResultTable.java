package io.github.brsgd.cli.compare;

import io.github.brsgd.cli.compare.CellResult.State;
import io.github.brsgd.cli.experiment.Caveats;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.cli.report.svg.HeatGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The results of a comparison as people read them: a row per rule, a column per attack, and last
 * the worst of the attacks.
 *
 * @since 0.1
 */
public final class ResultTable {

  private static final double PERCENT = 100;
  private static final String WORST = "worst";

  /** What stands in a picture for a cell that was not run. */
  static final String UNKNOWN = "–";

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
        + caveats();
  }

  /**
   * Which attacks are none for the nodes at hand.
   *
   * @return a sentence with a space before it; empty if all are attacks
   */
  public String caveats() {
    return Caveats.legend(matrix.results().stream().flatMap(r -> caveat(r).stream()).toList());
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
        matrix.results().stream().map(ResultTable::line).toList());
  }

  /** A run as a line of {@link #runs}. */
  static List<String> line(CellResult run) {
    return List.of(
        run.rule(),
        run.attack(),
        String.valueOf(run.seed()),
        String.valueOf(run.attackers()),
        run.state().name().toLowerCase(Locale.ROOT),
        Double.isNaN(run.accuracy()) ? "" : String.valueOf(run.accuracy()),
        String.valueOf(run.rounds()),
        String.format(Locale.ROOT, "%.3f", run.seconds()));
  }

  /**
   * The table as coloured squares: the rules by their worst case, best first, and that case as the
   * first column.
   *
   * @param id of the picture in its page
   * @return a chart; what was aborted counts as the worst
   */
  public HeatGrid grid(String id) {
    List<String> ranking = matrix.ranking();
    List<String> columns = new ArrayList<>(List.of(WORST));
    columns.addAll(comparison.attacks());
    return new HeatGrid(
        id,
        "Rule by attack",
        ranking.stream()
            .map(rule -> rule + " " + matrix.worst(rule).map(this::phrase).orElse("not known"))
            .collect(Collectors.joining("; ", "Accuracy in the worst case: ", ".")),
        ranking.stream().map(this::label).toList(),
        columns,
        1,
        "points below the best square",
        ranking.stream().map(this::squares).toList());
  }

  private String phrase(CellSummary cell) {
    return cell.text(false) + " under " + cell.attack();
  }

  /** The label of a rule, whose number of attackers is not torn from its noun. */
  private String label(String rule) {
    return matrix.label(rule).replace(" attacker", "\u00A0attacker");
  }

  private List<HeatGrid.Square> squares(String rule) {
    Optional<CellSummary> worst = matrix.worst(rule);
    List<HeatGrid.Square> row = new ArrayList<>();
    row.add(
        worst
            .map(cell -> square(cell, false))
            .orElse(new HeatGrid.Square(Double.NaN, UNKNOWN, false, false)));
    for (String attack : comparison.attacks()) {
      row.add(
          square(
              matrix.cell(rule, attack), worst.isPresent() && worst.get().attack().equals(attack)));
    }
    return row;
  }

  private HeatGrid.Square square(CellSummary cell, boolean isWorst) {
    double value = cell.isAbortedAtOnce() ? Double.NaN : PERCENT * cell.mean().orElse(Double.NaN);
    return new HeatGrid.Square(
        value, cell.runs().isEmpty() ? UNKNOWN : text(cell), isWorst, cell.isAborted());
  }

  private String text(CellSummary cell) {
    return cell.text(comparison.seeds() > 1)
        + (cell.runs().stream().anyMatch(run -> caveat(run).isPresent()) ? Caveats.MARK : "");
  }
}
