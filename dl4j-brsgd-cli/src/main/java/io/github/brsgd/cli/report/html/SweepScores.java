package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.SweepResult;
import io.github.brsgd.sweep.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The scores of a sweep's candidates: by rule, by attack, by q, and what they are called. */
final class SweepScores {

  private final SweepConfig config;
  private final List<CandidateResult> ranking;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, CandidateResult> bestOfRule = new LinkedHashMap<>();

  SweepScores(SweepConfig config, SweepResult result) {
    this.config = config;
    this.ranking = result.ranking();
    for (CandidateResult c : finished()) {
      String chain = c.choice().chain();
      keys.computeIfAbsent(chain, k -> new Key(keys.size()));
      bestOfRule.putIfAbsent(chain, c);
    }
  }

  /** Every candidate, best first. */
  List<CandidateResult> ranking() {
    return ranking;
  }

  /** The candidates that were run, best first. */
  List<CandidateResult> finished() {
    return ranking.stream().filter(c -> c.state() == CandidateResult.State.FINISHED).toList();
  }

  /** The attacks, {@link SweepConfig#NOBODY} among them; none where each candidate has its own. */
  List<String> attacks() {
    return config.searched().isPresent() ? List.of() : config.attacks();
  }

  /** The key of each rule, in the order of the ranking. */
  Map<String, Key> keys() {
    return keys;
  }

  /** The best candidate of each rule, in the order of the ranking. */
  Map<String, CandidateResult> bestOfRule() {
    return bestOfRule;
  }

  Scale scale() {
    return config.measure() == SweepConfig.Measure.LOSS ? Scale.LOSS : Scale.ACCURACY;
  }

  /** What a score is. */
  String what() {
    return (config.over() == Reduction.WORST ? "worst" : "mean")
        + " validation "
        + (scale().isLoss() ? "loss" : "accuracy");
  }

  /** The mean over the seeds under an attack; empty if it was not run. */
  Optional<Double> score(CandidateResult candidate, String attack) {
    String text = attack.equals(SweepConfig.NOBODY) ? "" : attack;
    List<TrialResult> trials =
        candidate.trials().stream().filter(t -> t.attack().equals(text)).toList();
    return trials.isEmpty()
        ? Optional.empty()
        : Optional.of(Reduction.MEAN.of(trials, scale().isLoss()));
  }

  /** The attack that hurts a candidate most, of those that were run, or the one that was found. */
  Optional<String> worstAttack(CandidateResult candidate) {
    if (config.searched().isPresent()) {
      return candidate.trials().stream().map(TrialResult::attack).findFirst();
    }
    return config.attacks().stream()
        .filter(attack -> score(candidate, attack).isPresent())
        .min(
            (a, b) ->
                scale().fromWorst().compare(score(candidate, a).get(), score(candidate, b).get()));
  }

  /** In a word how a candidate ended. */
  static String state(CandidateResult c) {
    return switch (c.state()) {
      case INVALID -> "cannot be run";
      case FAILED -> "failed";
      case FINISHED ->
          c.trials().stream()
              .map(TrialResult::state)
              .filter(s -> s != TrialResult.State.FINISHED)
              .findFirst()
              .map(s -> s.name().toLowerCase(Locale.ROOT))
              .orElse("done");
    };
  }

  /** The best score by rule without its q, and by q. */
  Map<String, Map<Integer, Double>> families() {
    Map<String, Map<Integer, Double>> families = new LinkedHashMap<>();
    for (CandidateResult c : finished()) {
      families
          .computeIfAbsent(QualityByQ.family(c.choice().chain()), f -> new TreeMap<>())
          .putIfAbsent(c.choice().byzantine(), c.score());
    }
    return families;
  }
}
