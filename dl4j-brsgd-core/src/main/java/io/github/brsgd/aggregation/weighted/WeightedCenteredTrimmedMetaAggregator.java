package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.Centre;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weighted mean of the rows nearest a weighted median, up to all of the weight but the share.
 *
 * <pre>
 * c = weighted median or geometric median of the rows
 * rows in order of ||x_i - c||, nearest first:
 * k_i = w_i as long as w_1 + ... + w_i &lt;= (1 - share) W, what is left of (1 - share) W for the next row, then 0
 * A = sum_i k_i x_i / sum_i k_i
 * </pre>
 *
 * <p>Equal distances: the lower node index first. Parts below 1e-12 of the weight are none. Equal
 * weights and share = q/m give the {@link
 * io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator} around the plain base.
 *
 * <p>Requires a weight per node, and that q nodes hold at most {@code share} of the weight. Cost:
 * that of the base and O(d m) time, O(d) memory. A bad choice where one coordinate must not be
 * steered: it averages whole rows.
 *
 * <p>Example, weights 1, 1, 2, 1, share = 0.3, base {@code median}: rows (0), (1), (3), (90) have
 * weighted median 3 and give (2): (3) counts 2, (1) counts 1, and (0), which comes next, the half
 * that is left.
 *
 * @param weights how much each node counts
 * @param share of the weight that may be Byzantine, in [0, 1/2); as much is dropped
 * @param base the rule whose result rows are to be near, with the same weights and share
 * @see <a href="https://neurips.cc/virtual/2024/poster/93233">Dahan and Levy, "Weight for
 *     robustness: a comprehensive approach towards optimal fault-tolerant asynchronous ML", NeurIPS
 *     2024</a>
 * @since 0.2
 */
public record WeightedCenteredTrimmedMetaAggregator(NodeWeights weights, double share, Base base)
    implements WeightedAggregator {

  /** Of the total; parts of weights smaller than this are rounding. */
  private static final double SAME = 1e-12;

  private static final String NAME = "WeightedCenteredTrimmedMetaAggregator";

  /** What the rows are to be near. */
  public enum Base {
    /** {@link WeightedMedian}. */
    MEDIAN,
    /** {@link WeightedGeometricMedian}. */
    GEOMETRIC_MEDIAN
  }

  /** Checks the share. */
  public WeightedCenteredTrimmedMetaAggregator {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(base, "base");
    ByzantineShare.check(NAME, share);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] own = weights.ofRows(NAME, context.nodes(), rows.count());
    double[] kept = nearest(squaredDistances(rows, context), own);
    double total = Arrays.stream(kept).sum();
    double[] shares = Arrays.stream(kept).map(weight -> weight / total).toArray();
    return new Aggregation(rows.weightedSum(shares), shares);
  }

  private double[] squaredDistances(Rows rows, AggregationContext context) {
    WeightedAggregator rule =
        switch (base) {
          case MEDIAN -> new WeightedMedian(weights, share);
          case GEOMETRIC_MEDIAN -> new WeightedGeometricMedian(weights, share);
        };
    INDArray result = rule.aggregate(rows, context).vector();
    try (Centre centre = new Centre(result, rows.squaredDistances(result))) {
      return centre.squaredDistances();
    }
  }

  /** How much of each row's weight counts. */
  private double[] nearest(double[] squaredDistances, double[] own) {
    double total = Arrays.stream(own).sum();
    double left = (1 - share) * total;
    double[] kept = new double[own.length];
    int[] order =
        IntStream.range(0, own.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> squaredDistances[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int row : order) {
      if (left <= SAME * total) {
        break;
      }
      kept[row] = left >= own[row] - SAME * total ? own[row] : left;
      left -= own[row];
    }
    return kept;
  }

  @Override
  public String toString() {
    return new MemberText("weighted-ctma")
        .with("weights", weights)
        .with("share", share)
        .with("base", base)
        .toString();
  }
}
