package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The weighted average of all rows: federated averaging with the server's own weights, and the
 * baseline of weighted rules.
 *
 * <pre>A = sum_i w_i x_i / sum_i w_i</pre>
 *
 * <p>Equal weights give the {@link io.github.brsgd.aggregation.Mean}.
 *
 * <p>No robustness: one Byzantine row moves the result anywhere, however little it weighs. Set for
 * q = 0 and nothing else. Requires a weight per node. Cost: O(d m) time, no memory beyond the
 * result.
 *
 * <p>Example, weights 2, 1, 1: rows (1), (2), (6) give (2.5).
 *
 * @param weights how much each node counts
 * @see <a href="https://arxiv.org/abs/1602.05629">McMahan, Moore, Ramage, Hampson and Aguera y
 *     Arcas, "Communication-efficient learning of deep networks from decentralized data", AISTATS
 *     2017</a>
 * @since 0.2
 */
public record WeightedMean(NodeWeights weights) implements WeightedAggregator {

  /** Checks that there are weights. */
  public WeightedMean {
    Objects.requireNonNull(weights, "weights");
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    double[] own = weights.ofRows("WeightedMean", context.nodes(), rows.count());
    double total = Arrays.stream(own).sum();
    double[] shares = Arrays.stream(own).map(weight -> weight / total).toArray();
    return new Aggregation(rows.weightedSum(shares), shares);
  }

  /** None of the weight may be Byzantine. */
  @Override
  public double share() {
    return 0;
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(0);
  }

  @Override
  public WeightedMean tolerating(int q) {
    if (q != 0) {
      throw new IllegalArgumentException("WeightedMean: tolerates no Byzantine row, got q=" + q);
    }
    return this;
  }

  @Override
  public String toString() {
    return new MemberText("weighted-mean").with("weights", weights).toString();
  }
}
