package io.github.brsgd.examples.compare;

import io.github.brsgd.examples.compare.CellResult.State;
import io.github.brsgd.examples.report.HeatMap;
import io.github.brsgd.examples.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The results of a comparison as people read them: a row per rule, a column per attack, and last
 * the worst of the attacks.
 *
 * @since 0.1
 */
public final class ResultTable {

  private static final double PERCENT = 100;
  private static final String WORST = "worst";
  private static final String ABORTED = "aborted";
  private static final String NOT_RUN = "-";

  /** Behind the accuracy of what is left of a run that failed closed later on. */
  private static final String MARK = "*";

  private final Comparison comparison;
  private final List<CellResult> results;

  /**
   * A table.
   *
   * @param comparison rows, columns and seeds
   * @param results what is known so far, in any order
   */
  public ResultTable(Comparison comparison, List<CellResult> results) {
    this.comparison = comparison;
    this.results = List.copyOf(results);
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
      row.add(label(rule));
      comparison.attacks().forEach(attack -> row.add(text(cell(rule, attack))));
      row.add(worst(rule).map(this::text).orElse(NOT_RUN));
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

  /** The rule, with its attackers where they are fewer than in other rows. */
  private String label(String rule) {
    OptionalInt attackers =
        results.stream()
            .filter(r -> r.rule().equals(rule) && isAttack(r.attack()))
            .mapToInt(CellResult::attackers)
            .findFirst();
    return attackers.isEmpty() || attackers.getAsInt() == comparison.attackers()
        ? rule
        : rule + " (" + attackers.getAsInt() + " attackers)";
  }

  /**
   * What the marks in the table mean.
   *
   * @return a sentence; empty if there are none
   */
  public String legend() {
    return results.stream().anyMatch(r -> r.state() == State.ABORTED && !r.abortedAtOnce())
        ? " *: a run diverged until honest gradients overflowed, and was aborted."
        : "";
  }

  /**
   * One line per run.
   *
   * @return rule, attack, seed, attackers, state, accuracy, rounds, seconds
   */
  public TextTable runs() {
    return new TextTable(
        List.of("rule", "attack", "seed", "attackers", "state", "accuracy", "rounds", "seconds"),
        results.stream()
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
      comparison.attacks().forEach(attack -> row.add(square(cell(rule, attack))));
      row.add(worst(rule).map(this::square).orElse(square(List.of())));
      rows.add(row);
    }
    return new HeatMap(
        title,
        comparison.rules().stream().map(this::label).toList(),
        header("").subList(1, comparison.attacks().size() + 2),
        rows);
  }

  private HeatMap.Square square(List<CellResult> cell) {
    OptionalDouble mean = mean(cell);
    return new HeatMap.Square(mean.isEmpty() ? 0 : PERCENT * mean.getAsDouble(), text(cell));
  }

  private List<CellResult> cell(String rule, String attack) {
    return results.stream()
        .filter(r -> r.rule().equals(rule) && r.attack().equals(attack))
        .toList();
  }

  /** The results of the attack under which a rule does worst, as far as they are known. */
  private Optional<List<CellResult>> worst(String rule) {
    return comparison.attacks().stream()
        .filter(this::isAttack)
        .map(attack -> cell(rule, attack))
        .filter(cell -> cell.stream().anyMatch(r -> r.state() != State.IMPOSSIBLE))
        .min((a, b) -> Double.compare(value(a), value(b)));
  }

  private boolean isAttack(String attack) {
    return !attack.equals(Comparison.NOBODY);
  }

  /** The mean; below any accuracy for a rule that could not take a single step. */
  private static double value(List<CellResult> cell) {
    return cell.stream().anyMatch(CellResult::abortedAtOnce) ? -1 : mean(cell).orElse(-1);
  }

  private static OptionalDouble mean(List<CellResult> cell) {
    return cell.stream()
        .filter(r -> r.state() != State.IMPOSSIBLE)
        .mapToDouble(CellResult::accuracy)
        .average();
  }

  private String text(List<CellResult> cell) {
    if (cell.isEmpty()) {
      return NOT_RUN;
    }
    if (cell.stream().allMatch(CellResult::abortedAtOnce)) {
      return ABORTED;
    }
    OptionalDouble mean = mean(cell);
    if (mean.isEmpty()) {
      return "n/a";
    }
    String text = String.format(Locale.ROOT, "%.1f", PERCENT * mean.getAsDouble());
    String spread =
        comparison.seeds() == 1
            ? ""
            : String.format(Locale.ROOT, "±%.1f", PERCENT * deviation(cell, mean.getAsDouble()));
    boolean aborted = cell.stream().anyMatch(r -> r.state() == State.ABORTED);
    return text + spread + (aborted ? MARK : "");
  }

  /** Standard deviation over the seeds, divisor n-1; 0 for one. */
  private static double deviation(List<CellResult> cell, double mean) {
    double[] values =
        cell.stream()
            .filter(r -> r.state() != State.IMPOSSIBLE)
            .mapToDouble(CellResult::accuracy)
            .toArray();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }
}
