package io.github.brsgd.cli.stress;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.sweep.AttackChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A stress test as people read it.
 *
 * @param outcome what came out
 * @since 0.2
 */
public record StressTable(StressOutcome outcome) {

  private static final int SHOWN = 10;
  private static final String ATTACK = "attack";
  private static final String IDS = "ids";
  private static final String ACCURACY = "accuracy";

  /** Checks that there is an outcome. */
  public StressTable {
    Objects.requireNonNull(outcome, "outcome");
  }

  /**
   * The attacks of the search that hurt most.
   *
   * @return at most ten, the worst first, with the accuracy on the search's seeds in percent
   */
  public TextTable worst() {
    List<List<String>> rows = new ArrayList<>();
    for (StressedRule tried : outcome.searched().stream().limit(SHOWN).toList()) {
      AttackChoice choice = tried.choice();
      rows.add(
          List.of(String.valueOf(rows.size() + 1), choice.attack(), ids(choice), tried.text()));
    }
    return new TextTable(List.of("rank", ATTACK, IDS, ACCURACY), rows);
  }

  /**
   * The attack found beside the worst of the fixed list, on the same fresh seeds.
   *
   * @return a row for each that was run
   */
  public TextTable fresh() {
    List<List<String>> rows = new ArrayList<>();
    if (outcome.found() != null) {
      rows.add(row("found by the search", outcome.found()));
    }
    outcome.worstFixed().ifPresent(fixed -> rows.add(row("worst of the fixed list", fixed)));
    return new TextTable(List.of("on fresh seeds", ATTACK, IDS, ACCURACY), rows);
  }

  private static List<String> row(String name, StressedRule rule) {
    return List.of(name, rule.choice().attack(), ids(rule.choice()), rule.text());
  }

  private static String ids(AttackChoice choice) {
    return choice.changing() ? "changing" : "fixed";
  }

  /**
   * One line per run, for {@code stress.csv}. It holds no times: the same search gives the same
   * lines.
   *
   * @return phase, attack, ids, seed, attackers, state, accuracy, rounds; a phase is search, found
   *     or fixed
   */
  public TextTable runs() {
    List<List<String>> rows = new ArrayList<>();
    outcome.searched().forEach(tried -> add("search", tried, rows));
    if (outcome.found() != null) {
      add("found", outcome.found(), rows);
    }
    outcome.fixed().forEach(fixed -> add("fixed", fixed, rows));
    return new TextTable(
        List.of("phase", ATTACK, IDS, "seed", "attackers", "state", ACCURACY, "rounds"), rows);
  }

  private static void add(String phase, StressedRule rule, List<List<String>> rows) {
    for (CellResult run : rule.runs()) {
      rows.add(
          List.of(
              phase,
              rule.choice().attack(),
              ids(rule.choice()),
              String.valueOf(run.seed()),
              String.valueOf(run.attackers()),
              run.state().name().toLowerCase(Locale.ROOT),
              String.valueOf(run.accuracy()),
              String.valueOf(run.rounds())));
    }
  }
}
