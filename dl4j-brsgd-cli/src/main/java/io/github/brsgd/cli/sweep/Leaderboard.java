package io.github.brsgd.cli.sweep;

import io.github.brsgd.cli.experiment.Caveats;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.sweep.BrsgdChoice;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.SweepResult;
import io.github.brsgd.sweep.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * The candidates of a sweep as a table, best first, with their scores under each attack, or the
 * attack that was found where it is searched. It has no times in it, so that the same sweep gives
 * the same table.
 *
 * @since 0.1
 */
public final class Leaderboard {

  private static final String NONE = "-";

  private final SweepConfig config;
  private final SweepResult result;
  private final Caveats caveats;

  /**
   * A leaderboard.
   *
   * @param config the sweep
   * @param result its candidates
   */
  public Leaderboard(SweepConfig config, SweepResult result) {
    this.config = config;
    this.result = result;
    this.caveats = new Caveats(config.nodes());
  }

  /**
   * Numbers in full.
   *
   * @return {@code leaderboard.csv}
   */
  public String toCsv() {
    return table(result.ranking(), config.attacks(), Double::toString).toCsv();
  }

  /**
   * The first few, numbers for people.
   *
   * @param rows at most so many
   * @return a table
   */
  public TextTable top(int rows) {
    return table(
        result.ranking().stream().limit(rows).toList(),
        config.attacks().stream()
            .map(attack -> attack + (caveat(attack).isPresent() ? Caveats.MARK : ""))
            .toList(),
        value -> String.format(Locale.ROOT, "%.4g", value));
  }

  /**
   * What the marks in the table mean.
   *
   * @return a sentence; empty if there are none
   */
  public String legend() {
    return Caveats.legend(
        config.attacks().stream().flatMap(attack -> caveat(attack).stream()).toList());
  }

  private Optional<String> caveat(String attack) {
    return attack.equals(SweepConfig.NOBODY)
        ? Optional.empty()
        : caveats.of(attack, config.attackers());
  }

  private TextTable table(
      List<CandidateResult> candidates, List<String> attacks, DoubleFunction<String> format) {
    List<String> header =
        new ArrayList<>(
            List.of("rank", "score", "rule", "before", "q", "p", "alpha0", "batch", "state"));
    boolean searched = config.searched().isPresent();
    header.addAll(searched ? List.of("found") : attacks);
    header.add("candidate");
    List<List<String>> rows = new ArrayList<>();
    for (CandidateResult candidate : candidates) {
      BrsgdChoice choice = candidate.choice();
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(rows.size() + 1));
      row.add(number(format, candidate.score()));
      row.add(choice.rule());
      row.add(choice.preAggregation().isEmpty() ? NONE : choice.preAggregation());
      row.add(Integer.toString(choice.byzantine()));
      row.add(number(format, choice.p()));
      row.add(number(format, choice.alpha0()));
      row.add(Integer.toString(choice.batch()));
      row.add(state(candidate));
      if (searched) {
        row.add(candidate.trials().stream().map(TrialResult::attack).findFirst().orElse(NONE));
      }
      for (String attack : searched ? List.<String>of() : config.attacks()) {
        row.add(score(candidate, attack.equals(SweepConfig.NOBODY) ? "" : attack, format));
      }
      row.add(Integer.toString(candidate.index()));
      rows.add(row);
    }
    return new TextTable(header, rows);
  }

  /** In a word how a candidate ended. */
  private static String state(CandidateResult candidate) {
    if (candidate.state() != CandidateResult.State.FINISHED) {
      return candidate.state().name().toLowerCase(Locale.ROOT);
    }
    return candidate.trials().stream()
        .map(TrialResult::state)
        .filter(state -> state != TrialResult.State.FINISHED)
        .findFirst()
        .map(state -> state.name().toLowerCase(Locale.ROOT))
        .orElse("finished");
  }

  private String score(CandidateResult candidate, String attack, DoubleFunction<String> format) {
    List<TrialResult> trials =
        candidate.trials().stream().filter(trial -> trial.attack().equals(attack)).toList();
    return trials.isEmpty() ? NONE : number(format, Reduction.MEAN.of(trials, result.minimize()));
  }

  private static String number(DoubleFunction<String> format, double value) {
    return Double.isFinite(value) ? format.apply(value) : NONE;
  }
}
