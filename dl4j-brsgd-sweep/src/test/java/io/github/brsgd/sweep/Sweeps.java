package io.github.brsgd.sweep;

import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.nd4j.evaluation.classification.Evaluation;

/** Small sweeps that tests run. */
final class Sweeps {

  static final TrialPlan PLAN =
      new TrialPlan(7, 2, List.of("ipm:tau=10"), List.of(1L), 8, Reduction.WORST);
  static final TrialPlan FOUR_RUNS =
      new TrialPlan(7, 2, List.of("ipm:tau=10", "alie"), List.of(1L, 2L), 15, Reduction.WORST);

  private Sweeps() {}

  static SweepBuilder sweep(BrsgdSpace space, Search search, Path folder) {
    return Sweep.builder(space, search)
        .tasks(BrsgdTaskCreator.builder(PLAN).network(TinyData::network).build())
        .data(ValidationSplit.class, TinyData.split())
        .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
        .folder(folder);
  }

  static List<CandidateResult> untimed(SweepResult result) {
    return result.ranking().stream()
        .map(
            r ->
                new CandidateResult(
                    r.index(),
                    r.choice(),
                    r.network(),
                    r.state(),
                    r.score(),
                    r.trials(),
                    r.message(),
                    0))
        .toList();
  }
}
