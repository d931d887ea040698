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
 * The weighted median of each coordinate.
 *
 * <pre>
 * low_c = least value of coordinate c with at least half of the weight at or below it
 * high_c = least value with more than half of the weight at or below it
 * A_c = (low_c + high_c) / 2
 * </pre>
 *
 * <p>The two differ only where some values have exactly half of the weight (to a part in 1e12).
 * Equal weights give the {@link io.github.brsgd.aggregation.CoordinateWiseMedian}, of an even
 * number of rows too.
 *
 * <p>Requires a weight per node, and that q nodes hold at most {@code share} of the weight. Each
 * coordinate stays within the honest values. More: with mu the weighted mean of the honest rows and
 * v that of their squared distances to it,
 *
 * <pre>||A - mu||^2 &lt;= v / (1 - 2 share)</pre>
 *
 * <p>for in each coordinate half of all weight lies at or beyond the median, of which at most the
 * share is Byzantine. So at least p = (1/2 - share)/(1 - share) of the honest weight lies as far to
 * one side of mu as the median does, or farther, and that distance squared is at most (1-p)/p times
 * the variance (Cantelli's inequality).
 *
 * <p>Cost: O(d m log^2 m) time, about five times that of the plain median, no memory beyond the
 * result. A bad choice where the honest nodes differ much, as the plain one is, and where one node
 * has most of the weight: then it is that node's row.
 *
 * <p>Example, weights 3, 1, 1: rows (0, 5), (1, 9), (8, 7) give (0, 5).
 *
 * @param weights how much each node counts
 * @param share of the weight that may be Byzantine, in [0, 1/2)
 * @see <a href="https://arxiv.org/abs/1802.10116">Xie, Koyejo and Gupta, "Generalized
 *     Byzantine-tolerant SGD", 2018</a>
 * @see <a href="https://neurips.cc/virtual/2024/poster/93233">Dahan and Levy, "Weight for
 *     robustness: a comprehensive approach towards optimal fault-tolerant asynchronous ML", NeurIPS
 *     2024</a>
 * @since 0.2
 */
public record WeightedMedian(NodeWeights weights, double share) implements WeightedAggregator {

  /** Checks the share. */
  public WeightedMedian {
    Objects.requireNonNull(weights, "weights");
    ByzantineShare.check("WeightedMedian", share);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] own = weights.ofRows("WeightedMedian", context.nodes(), rows.count());
    CoordinateStatistic statistic =
        new CoordinateStatistic.WeightedMedian(Arrays.stream(own).boxed().toList());
    return new Aggregation(rows.statistic(statistic), RowUse.of(statistic));
  }

  @Override
  public String toString() {
    return new MemberText("weighted-median")
        .with("weights", weights)
        .with("share", share)
        .toString();
  }
}
