package io.github.brsgd.cli.experiment;

import io.github.brsgd.checks.Check;
import java.util.Locale;

/**
 * How long and with what steps an experiment trains.
 *
 * @param nodes m
 * @param batch examples per node and round
 * @param rounds steps to take
 * @param alpha0 the first step size
 * @param p the decay exponent: alpha_k = alpha0 / (k+1)^p; 0 for constant steps
 * @param seed of everything that is drawn
 * @param evaluateEvery rounds from one evaluation to the next; the last round is always evaluated
 * @since 0.1
 */
public record Schedule(
    int nodes, int batch, int rounds, double alpha0, double p, long seed, int evaluateEvery) {

  /** Checks what nobody else checks before the data is read. */
  public Schedule {
    Check.atLeast(1, "rounds", rounds);
    Check.atLeast(1, "batch", batch);
    Check.atLeast(1, "evaluate-every", evaluateEvery);
  }

  /**
   * One run of several that differ in their seeds, of which the end alone counts.
   *
   * @param runSeed of the run
   * @return the same otherwise, evaluated after the last round only
   */
  public Schedule ofRun(long runSeed) {
    return new Schedule(nodes, batch, rounds, alpha0, p, runSeed, rounds);
  }

  /**
   * How cells of a table were trained, for its caption.
   *
   * @param seeds runs of each cell, from the schedule's seed on
   * @return batch, steps and seeds
   */
  public String words(int seeds) {
    return String.format(
        Locale.ROOT,
        "batch %d,%nalpha_k = %s/(k+1)^%s, %s",
        batch,
        alpha0,
        p,
        seeds == 1
            ? "seed " + seed
            : "mean and standard deviation over " + seeds + " seeds from " + seed);
  }
}
