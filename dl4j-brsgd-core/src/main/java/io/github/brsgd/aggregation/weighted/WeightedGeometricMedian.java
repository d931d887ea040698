package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.Weiszfeld;
import io.github.brsgd.linalg.Rows;
import java.util.Objects;

/**
 * The point with the least weighted sum of distances to the rows.
 *
 * <pre>A = argmin_g sum_i w_i ||g - x_i||</pre>
 *
 * <p>The iteration, its start at the coordinate-wise median, its end and what it does with rows
 * that cannot be told apart are those of {@link GeometricMedian} to {@link
 * GeometricMedian#DEFAULT_TOLERANCE}; a row pulls with its weight. The start is the plain median,
 * around which the arithmetic is exact as long as fewer than half of the rows are Byzantine, which
 * q nodes within the share always are. Equal weights give the geometric median.
 *
 * <p>Requires a weight per node, and that q nodes hold at most {@code share} of the weight. Cost:
 * O(d m^2) time and O(m^2) per step, O(m^2) memory. Bad where one coordinate can be attacked within
 * the noise of all others, as the plain one is, and where one node has most of the weight: then it
 * is that node's row.
 *
 * <p>Example, weights 3, 1, 1: rows (0), (1), (50) give (0).
 *
 * @param weights how much each node counts
 * @param share of the weight that may be Byzantine, in [0, 1/2)
 * @see <a href="https://doi.org/10.1073/pnas.97.4.1423">Vardi and Zhang, "The multivariate
 *     L1-median and associated data depth", PNAS 2000</a>
 * @see <a href="https://neurips.cc/virtual/2024/poster/93233">Dahan and Levy, "Weight for
 *     robustness: a comprehensive approach towards optimal fault-tolerant asynchronous ML", NeurIPS
 *     2024</a>
 * @since 0.2
 */
public record WeightedGeometricMedian(NodeWeights weights, double share)
    implements WeightedAggregator {

  /** Checks the share. */
  public WeightedGeometricMedian {
    Objects.requireNonNull(weights, "weights");
    ByzantineShare.check("WeightedGeometricMedian", share);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] own = weights.ofRows("WeightedGeometricMedian", context.nodes(), rows.count());
    double[] point =
        Weiszfeld.weights(
            rows.centredGram(), rows.type(), own, 0, GeometricMedian.DEFAULT_TOLERANCE);
    return new Aggregation(rows.weightedSum(point), point);
  }

  @Override
  public String toString() {
    return new MemberText("weighted-geometric-median")
        .with("weights", weights)
        .with("share", share)
        .toString();
  }
}
