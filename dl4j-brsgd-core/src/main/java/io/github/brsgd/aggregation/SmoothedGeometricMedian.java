package io.github.brsgd.aggregation;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Centre;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * A fixed number of smoothed Weiszfeld steps towards the geometric median, started at 0.
 *
 * <pre>
 * z = 0;  steps times:  w_i = 1 / max(nu, ||x_i - z||),  z = sum_i w_i x_i / sum_i w_i
 * A = z
 * </pre>
 *
 * <p>The variant of several libraries. It neither moves with its input nor scales with it, and
 * three steps from 0 can be far from the {@link GeometricMedian}.
 *
 * <p>Runs for m &gt;= 1; robust for q &lt; m/2. Cost: O(steps d m) time, O(d) memory.
 *
 * <p>Example, 1 step: rows (1), (4) have weights 4/5 and 1/5 and give (1.6).
 *
 * @param steps steps taken, at least 1
 * @param nu distances below it count as nu, positive and finite
 * @see <a href="https://arxiv.org/abs/1912.13445">Pillutla, Kakade and Harchaoui, "Robust
 *     aggregation for federated learning", 2019</a>
 * @since 0.1
 */
public record SmoothedGeometricMedian(int steps, double nu) implements RowsAggregator {

  /** The floor of distances unless set, as some libraries have it. */
  public static final double DEFAULT_NU = 0.1;

  /** A smaller nu means the same: squares of shorter distances are 0. Its inverse is finite. */
  private static final double LEAST_NU = 0x1p-1000;

  /** Checks both parameters. */
  public SmoothedGeometricMedian {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "SmoothedGeometricMedian: need steps >= 1, got steps=" + steps);
    }
    Check.positive("SmoothedGeometricMedian", "nu", nu);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] weights = weights(rows.squaredNorms());
    for (int t = 1; t < steps; t++) {
      try (Centre centre = rows.centre(weights)) {
        weights = weights(centre.squaredDistances());
      }
    }
    return new Aggregation(rows.weightedSum(weights), weights);
  }

  private double[] weights(double[] squared) {
    double[] weights = new double[squared.length];
    double least = Math.max(nu, LEAST_NU);
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 / Math.max(least, Math.sqrt(squared[i]));
      total += weights[i];
    }
    if (total == 0) {
      throw new IllegalArgumentException(
          "SmoothedGeometricMedian: all rows are farther than 1e154 from the point");
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= total;
    }
    return weights;
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public SmoothedGeometricMedian tolerating(int q) {
    Requirement.checkByzantine("SmoothedGeometricMedian", q);
    return this;
  }

  @Override
  public String toString() {
    return new MemberText("geometric-median")
        .with("steps", steps)
        .with("nu", nu, DEFAULT_NU)
        .toString();
  }
}
