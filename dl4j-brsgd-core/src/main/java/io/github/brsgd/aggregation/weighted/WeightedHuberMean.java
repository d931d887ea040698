package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.Weiszfeld;
import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import java.util.Objects;

/**
 * The point of least weighted Huber loss: a weighted mean of the rows near it, a weighted geometric
 * median of those far from it.
 *
 * <pre>
 * A = argmin_s sum_i w_i h(||s - x_i||),  h(r) = r^2 / 2 for r &lt;= t,  t r - t^2 / 2 beyond
 * </pre>
 *
 * <p>All else is as in {@link io.github.brsgd.aggregation.HuberMean}, which equal weights give.
 * With t above all distances the result is the {@link WeightedMean}, with t towards 0 the {@link
 * WeightedGeometricMedian}.
 *
 * <p>Requires a weight per node, t &gt; 0, and that q nodes hold at most {@code share} of the
 * weight; robust with t of the size of the honest rows' spread, for Byzantine rows pull with t
 * times their share of the weight at most. Cost: O(d m^2) time and O(m^2) per step, O(m^2) memory.
 * A bad choice where that size is unknown or falls during training: a large t is the mean.
 *
 * <p>Example, weights 2, 1, 1, t = 2: rows (0), (1), (50) give (1): (50) pulls with 2, the others
 * with 2 and 0.
 *
 * @param weights how much each node counts
 * @param share of the weight that may be Byzantine, in [0, 1/2)
 * @param t distance up to which the loss is a square, a length, positive and finite
 * @see <a href="https://arxiv.org/abs/2308.12581">Zhao, Yu and Wan, "A Huber loss minimization
 *     approach to Byzantine robust federated learning", AAAI 2024</a>
 * @since 0.2
 */
public record WeightedHuberMean(NodeWeights weights, double share, double t)
    implements WeightedAggregator {

  /** Checks share and t. */
  public WeightedHuberMean {
    Objects.requireNonNull(weights, "weights");
    ByzantineShare.check("WeightedHuberMean", share);
    Check.positive("WeightedHuberMean", "t", t);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] own = weights.ofRows("WeightedHuberMean", context.nodes(), rows.count());
    double[] point =
        Weiszfeld.weights(
            rows.centredGram(), rows.type(), own, t, GeometricMedian.DEFAULT_TOLERANCE);
    return new Aggregation(rows.weightedSum(point), point);
  }

  @Override
  public String toString() {
    return new MemberText("weighted-huber")
        .with("weights", weights)
        .with("share", share)
        .with("t", t)
        .toString();
  }
}
