package io.github.brsgd.cli.compare;

import io.github.brsgd.cli.experiment.Caveats;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.cli.report.svg.HeatGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The results of a grid as people read them: what each rule keeps under the worst attack at each
 * place, and which rule keeps most.
 *
 * @since 0.2
 */
public final class GridTable {

  private static final double PERCENT = 100;

  /** Behind the accuracy of a worst case of some of the attacks only. */
  private static final String FEWER = "†";

  private static final String UNIT = "points below the best square";

  private final Grid grid;
  private final GridMatrix matrix;
  private final Caveats caveats;

  /**
   * A table.
   *
   * @param grid rules, attacks, places and seeds
   * @param results what is known so far, in any order
   */
  public GridTable(Grid grid, List<GridResult> results) {
    this.grid = grid;
    this.matrix = new GridMatrix(grid, results);
    this.caveats = new Caveats(grid.schedule().nodes());
  }

  /**
   * Accuracy in percent under the worst attack, and that attack.
   *
   * @return a row per rule and count of Byzantine nodes, a column per split
   */
  public TextTable worst() {
    List<List<String>> rows = new ArrayList<>();
    for (String rule : grid.rules()) {
      for (int q : grid.byzantine()) {
        List<String> row = new ArrayList<>();
        row.add(matrix.written(rule, q));
        row.add(String.valueOf(q));
        for (String partition : grid.partitions()) {
          WorstCase worst = matrix.worst(rule, new GridPlace(q, partition));
          row.add(text(worst) + under(worst));
        }
        rows.add(row);
      }
    }
    return new TextTable(header("rule"), rows);
  }

  /**
   * The rule with the best worst case, its accuracy in percent, and the attack.
   *
   * @return a row per count of Byzantine nodes, a column per split
   */
  public TextTable best() {
    List<List<String>> rows = new ArrayList<>();
    for (int q : grid.byzantine()) {
      List<String> row = new ArrayList<>();
      row.add(String.valueOf(q));
      for (String partition : grid.partitions()) {
        WorstCase best = matrix.best(new GridPlace(q, partition));
        row.add(best.holds() ? best.rule() + " " + text(best) + under(best) : phrase(best));
      }
      rows.add(row);
    }
    return new TextTable(header(), rows);
  }

  /** The attack of a worst case, and of how many it is the worst where that is not all. */
  private String under(WorstCase worst) {
    return worst.cell().map(cell -> " " + cell.attack()).orElse("")
        + fewer(worst).map(fewer -> " (" + fewer + ")").orElse("");
  }

  private Optional<String> fewer(WorstCase worst) {
    return matrix.isOfFewer(worst)
        ? Optional.of(worst.met().size() + " of " + matrix.attacks().size() + " attacks")
        : Optional.empty();
  }

  private List<String> header(String... before) {
    List<String> header = new ArrayList<>(List.of(before));
    header.add("attackers");
    header.addAll(grid.partitions());
    return header;
  }

  /**
   * One line per run.
   *
   * @return q and partition of the place, then as {@link ResultTable#runs}; the rule has its q
   *     written out
   */
  public TextTable runs() {
    return new TextTable(
        List.of(
            "q",
            "partition",
            "rule",
            "attack",
            "seed",
            "attackers",
            "state",
            "accuracy",
            "rounds",
            "seconds"),
        matrix.results().stream().map(GridTable::line).toList());
  }

  private static List<String> line(GridResult result) {
    List<String> line = new ArrayList<>();
    line.add(String.valueOf(result.place().byzantine()));
    line.add(result.place().partition());
    line.addAll(ResultTable.line(result.run()));
    return line;
  }

  /**
   * What the marks in the tables mean.
   *
   * @return sentences; empty if there are none
   */
  public String legend() {
    return (matrix.abortedLater() > 0
            ? " "
                + CellSummary.MARK
                + ": a round could not be trusted: aborted, and worse than all"
                + " that ended."
            : "")
        + notes();
  }

  /**
   * Which attacks are none for the nodes at hand, and whether some cannot be run everywhere.
   *
   * @return sentences, each with a space before it; empty if all are attacks and all were run
   */
  public String notes() {
    return (matrix.hasFewer()
            ? " " + FEWER + ": the worst of fewer attacks; the others cannot be run there."
            : "")
        + caveats();
  }

  /**
   * How many attacks a worst case is the worst of.
   *
   * @return for instance {@code 4 attacks}, or {@code at most 4 attacks}
   */
  public String attacks() {
    int attacks = matrix.attacks().size();
    return (matrix.hasFewer() ? "at most " : "")
        + attacks
        + (attacks == 1 ? " attack" : " attacks");
  }

  private String caveats() {
    return Caveats.legend(
        matrix.results().stream()
            .flatMap(r -> caveats.of(r.run().attack(), r.run().attackers()).stream())
            .toList());
  }

  /**
   * The worst cases as coloured squares, all on one scale.
   *
   * @param id of the picture in its page
   * @return a row per rule and count of Byzantine nodes, those of a rule together, a column per
   *     split
   */
  public HeatGrid worstGrid(String id) {
    List<String> rows = new ArrayList<>();
    List<List<HeatGrid.Square>> squares = new ArrayList<>();
    for (String rule : grid.rules()) {
      for (int q : grid.byzantine()) {
        rows.add(matrix.written(rule, q) + ", " + attackers(q));
        squares.add(
            grid.partitions().stream()
                .map(partition -> matrix.worst(rule, new GridPlace(q, partition)))
                .map(worst -> square(worst, lines(worst, text(worst))))
                .toList());
      }
    }
    return new HeatGrid(
        id,
        "Worst case by rule, attackers and split",
        grid.places().stream()
            .map(place -> phrase(place) + ", " + range(place))
            .collect(Collectors.joining("; ", "Accuracy under the worst attack: ", ".")),
        rows,
        grid.partitions(),
        0,
        grid.byzantine().size(),
        UNIT,
        squares);
  }

  /**
   * The best rules as coloured squares.
   *
   * @param id of the picture in its page
   * @return a row per count of Byzantine nodes, a column per split, in each square a rule and its
   *     worst case
   */
  public HeatGrid bestGrid(String id) {
    List<List<HeatGrid.Square>> squares = new ArrayList<>();
    for (int q : grid.byzantine()) {
      squares.add(
          grid.partitions().stream()
              .map(partition -> matrix.best(new GridPlace(q, partition)))
              .map(
                  best ->
                      square(
                          best,
                          best.holds()
                              ? lines(best, text(best) + "\n" + best.rule())
                              : phrase(best)))
              .toList());
    }
    return new HeatGrid(
        id,
        "Best rule by attackers and split",
        grid.places().stream()
            .map(
                place -> {
                  WorstCase best = matrix.best(place);
                  return phrase(place)
                      + ", "
                      + (best.holds() ? best.rule() + " with " + text(best) : phrase(best));
                })
            .collect(Collectors.joining("; ", "The rule with the best worst case: ", ".")),
        grid.byzantine().stream().map(GridTable::attackers).toList(),
        grid.partitions(),
        0,
        UNIT,
        squares);
  }

  /** A text, and below it of how many attacks it is where that is not all. */
  private String lines(WorstCase worst, String text) {
    return text + fewer(worst).map(fewer -> "\n" + fewer).orElse("");
  }

  private static String attackers(int q) {
    return q + (q == 1 ? "\u00A0attacker" : "\u00A0attackers");
  }

  private static String phrase(GridPlace place) {
    return attackers(place.byzantine()).replace('\u00A0', ' ') + " and " + place.partition();
  }

  /** From the worst of the rules at a place to the best. */
  private String range(GridPlace place) {
    List<WorstCase> known =
        grid.rules().stream()
            .map(rule -> matrix.worst(rule, place))
            .filter(worst -> worst.state() == WorstCase.State.KNOWN)
            .toList();
    WorstCase least =
        known.stream()
            .reduce((one, other) -> other.value() < one.value() ? other : one)
            .orElse(null);
    WorstCase most =
        known.stream()
            .reduce((one, other) -> other.value() > one.value() ? other : one)
            .orElse(null);
    return least == null || most == null
        ? "nothing known"
        : "from "
            + text(least)
            + " ("
            + least.rule()
            + ") to "
            + text(most)
            + " ("
            + most.rule()
            + ")";
  }

  /** What is said where no rule is the best. */
  private static String phrase(WorstCase best) {
    return switch (best.state()) {
      case KNOWN -> "none holds";
      case IMPOSSIBLE -> CellSummary.IMPOSSIBLE;
      case UNFINISHED -> CellSummary.NOT_RUN;
      case INCOMPARABLE -> WorstCase.INCOMPARABLE;
    };
  }

  private HeatGrid.Square square(WorstCase worst, String text) {
    boolean aborted = worst.cell().filter(CellSummary::isAborted).isPresent();
    boolean atOnce = worst.cell().filter(CellSummary::isAbortedAtOnce).isPresent();
    double value =
        atOnce
            ? Double.NaN
            : PERCENT * worst.cell().map(c -> c.mean().orElseThrow()).orElse(Double.NaN);
    return new HeatGrid.Square(
        value, text.equals(CellSummary.NOT_RUN) ? ResultTable.UNKNOWN : text, false, aborted);
  }

  private String text(WorstCase worst) {
    boolean marked =
        worst.cell().stream()
            .flatMap(cell -> cell.runs().stream())
            .anyMatch(run -> caveats.of(run.attack(), run.attackers()).isPresent());
    return worst.text(grid.seeds() > 1)
        + (marked ? Caveats.MARK : "")
        + (matrix.isOfFewer(worst) ? FEWER : "");
  }
}
