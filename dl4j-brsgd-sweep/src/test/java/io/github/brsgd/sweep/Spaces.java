package io.github.brsgd.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;

/** A space with a planted optimum, and a loop that searches it. */
final class Spaces {

  private Spaces() {}

  static BrsgdSpace wide() {
    return BrsgdSpace.builder()
        .p(0.51, 0.99)
        .alpha0(0.01, 4)
        .rules("krum", "median", "trimmed-mean", "bulyan")
        .byzantine(1, 2)
        .batch(8)
        .build();
  }

  /** Best, 0, at p=0.75, alpha_0=0.2, rule median, q=2. */
  static double planted(BrsgdChoice choice) {
    return -Math.abs(choice.p() - 0.75) / 0.24
        - Math.abs(Math.log(choice.alpha0() / 0.2)) / 3
        - (choice.rule().equals("median") ? 0 : 1)
        - (choice.byzantine() == 2 ? 0 : 0.5);
  }

  /** Draws up to so many at a time and reports them last first. */
  static List<BrsgdChoice> search(
      CandidateGenerator search, ToDoubleFunction<BrsgdChoice> score, int atATime) {
    List<BrsgdChoice> all = new ArrayList<>();
    while (search.hasMoreCandidates()) {
      List<Candidate<?>> running = new ArrayList<>();
      while (running.size() < atATime && search.hasMoreCandidates()) {
        running.add(search.getCandidate());
      }
      for (Candidate<?> candidate : running) {
        all.add((BrsgdChoice) candidate.getValue());
      }
      for (int i = running.size() - 1; i >= 0; i--) {
        Candidate<?> candidate = running.get(i);
        BrsgdChoice choice = (BrsgdChoice) candidate.getValue();
        search.reportResults(
            new OptimizationResult(
                candidate, score.applyAsDouble(choice), candidate.getIndex(), null, null, null));
      }
    }
    return all;
  }
}
