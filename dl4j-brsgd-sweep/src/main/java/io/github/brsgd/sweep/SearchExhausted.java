package io.github.brsgd.sweep;

import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;

/**
 * Ends a sweep when the search has no more candidates and none is running. Arbiter's own runner
 * goes on for ever without it.
 *
 * @since 0.1
 */
public final class SearchExhausted implements TerminationCondition {

  /** The condition; it has no parameters. */
  public SearchExhausted() {}

  @Override
  public void initialize(IOptimizationRunner runner) {
    // Nothing to prepare.
  }

  @Override
  public boolean terminate(IOptimizationRunner runner) {
    CandidateGenerator generator = runner.getConfiguration().getCandidateGenerator();
    return runner.numCandidatesQueued() == 0 && !generator.hasMoreCandidates();
  }

  @Override
  public String toString() {
    return "SearchExhausted";
  }
}
