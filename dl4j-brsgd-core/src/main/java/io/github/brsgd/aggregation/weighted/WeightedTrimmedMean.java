package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.RowUse;
import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Objects;

/**
 * The weighted mean of each coordinate without the share of the weight that has the smallest values
 * and without that which has the largest.
 *
 * <pre>
 * W_i = w_1 + ... + w_i, values of coordinate c in ascending order;  W = W_m
 * k_i = length of [W_(i-1), W_i] within [share W, (1 - share) W]
 * A_c = sum_i k_i x_ic / sum_i k_i
 * </pre>
 *
 * <p>A value at the edge of what is dropped counts with the part of its weight that is left; parts
 * below 1e-12 of the weight are none. Values dropped are never in a sum. Equal weights and share =
 * q/m give the {@link io.github.brsgd.aggregation.TrimmedMean}.
 *
 * <p>Requires a weight per node, and that q nodes hold at most {@code share} of the weight. Cost:
 * O(d m log^2 m) time, about five times that of the plain one, no memory beyond the result. A bad
 * choice, like every coordinate-wise rule, against many small shifts at once ({@code alie}).
 *
 * <p>Example, weights 1, 2, 1, 1, share = 0.2: rows (0), (1), (3), (90) give (5/3).
 *
 * @param weights how much each node counts
 * @param share of the weight that may be Byzantine, in [0, 1/2); as much is dropped at either end
 * @see <a href="https://proceedings.mlr.press/v80/yin18a.html">Yin, Chen, Ramchandran and Bartlett,
 *     "Byzantine-robust distributed learning: towards optimal statistical rates", ICML 2018</a>
 * @since 0.2
 */
public record WeightedTrimmedMean(NodeWeights weights, double share) implements WeightedAggregator {

  /** Checks the share. */
  public WeightedTrimmedMean {
    Objects.requireNonNull(weights, "weights");
    ByzantineShare.check("WeightedTrimmedMean", share);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] own = weights.ofRows("WeightedTrimmedMean", context.nodes(), rows.count());
    CoordinateStatistic statistic =
        new CoordinateStatistic.WeightedTrimmedMean(Arrays.stream(own).boxed().toList(), share);
    return new Aggregation(rows.statistic(statistic), RowUse.of(statistic));
  }

  @Override
  public String toString() {
    return new MemberText("weighted-trimmed-mean")
        .with("weights", weights)
        .with("share", share)
        .toString();
  }
}
