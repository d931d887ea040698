package io.github.brsgd.training.server;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.SlotLayout;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The server's half of a round up to the step: rows in, aggregate out. It knows nothing but the
 * rows; which nodes are Byzantine, and how they attack, it cannot see.
 *
 * <pre>
 * screen:     rows with NaN or infinite values are set aside and counted against q
 * aggregate:  A_k = the rule, set for q minus those, over the rows left
 * statistics: entries that are no gradients, by a coordinate-wise rule of their own
 * </pre>
 *
 * <p>More than q rows set aside, or an aggregate that is not finite: {@link FailedRoundException}.
 * Not for use by several threads at once.
 *
 * @since 0.1
 */
public final class RobustServer {

  private final Aggregator rule;
  private final Aggregator statisticsRule;
  private final int byzantine;
  private final SlotLayout slots;
  private final long seed;
  private Optional<INDArray> previous = Optional.empty();
  private INDArray statistics;

  /**
   * A server.
   *
   * @param rule the rule for gradients, set for q or without a q of its own
   * @param statisticsRule the coordinate-wise rule for entries that are no gradients
   * @param byzantine q, the Byzantine rows tolerated, at least 0
   * @param slots which entries are gradients
   * @param seed the seed of the run
   * @throws IllegalArgumentException if a rule is set for another q
   */
  public RobustServer(
      Aggregator rule, Aggregator statisticsRule, int byzantine, SlotLayout slots, long seed) {
    this.rule = checkedFor(byzantine, rule);
    this.statisticsRule = checkedFor(byzantine, statisticsRule);
    this.byzantine = byzantine;
    this.slots = Objects.requireNonNull(slots, "slots");
    this.seed = seed;
  }

  /**
   * Checks that a rule may be used where q has been declared.
   *
   * @param q the Byzantine rows declared
   * @param rule set for q or without a q of its own
   * @return the rule
   * @throws IllegalArgumentException if q is negative or the rule is set for another q
   */
  public static Aggregator checkedFor(int q, Aggregator rule) {
    if (q < 0) {
      throw new IllegalArgumentException("byzantine: need q >= 0, got q=" + q);
    }
    rule.byzantine()
        .ifPresent(
            own -> {
              if (own != q) {
                throw new IllegalArgumentException(
                    "byzantine: declared q=" + q + ", but the rule is " + rule);
              }
            });
    return rule;
  }

  /**
   * Combines the rows of a round.
   *
   * @param updates m x d, row i of node i; its entries for statistics are set to 0
   * @param screening of these rows
   * @param round k
   * @return A_k, with weights by node id
   * @throws FailedRoundException if more than q rows were set aside or A_k is not finite
   * @throws IllegalArgumentException if too few rows are left for the rule
   */
  public RoundAggregate aggregate(INDArray updates, Screening screening, int round) {
    int dropped = screening.dropped().size();
    if (dropped > byzantine) {
      throw new FailedRoundException(
          round,
          screening.dropped(),
          "nodes "
              + screening.dropped()
              + " sent NaN or infinite values, more than byzantine q="
              + byzantine);
    }
    int m = Math.toIntExact(updates.size(0));
    int[] kept = screening.rows();
    if (slots.statistics() > 0) {
      if (statistics == null) {
        statistics = Nd4j.createUninitialized(updates.dataType(), m, slots.statistics());
      }
      slots.takeStatistics(updates, statistics);
    }
    AggregationContext context =
        new AggregationContext(round, previous, seed)
            .withNodes(new RowNodes.Listed(screening.kept()));
    Aggregation result = apply(rule, dropped, updates, kept, context);
    INDArray vector = result.vector();
    INDArray remembered = vector;
    if (slots.statistics() > 0) {
      remembered = vector.dup();
      INDArray values = apply(statisticsRule, dropped, statistics, kept, context).vector();
      slots.putStatistics(values, vector);
    }
    if (Rows.of(vector).nonFinite().length > 0) {
      throw new FailedRoundException(
          round, List.of(), rule + " gave NaN or infinite values for finite rows");
    }
    previous = Optional.of(remembered);
    return new RoundAggregate(vector, byNode(result.rowWeights(), kept, m));
  }

  /**
   * The aggregate of the last round that gave one, as rules with memory see it.
   *
   * @return 1 x d with 0 in the entries for statistics, read only; empty at first
   */
  public Optional<INDArray> previous() {
    return previous;
  }

  /** Runs a rule, set for as many Byzantine rows fewer as were set aside, on the rows kept. */
  private Aggregation apply(
      Aggregator original, int dropped, INDArray matrix, int[] kept, AggregationContext context) {
    Aggregator current =
        original.byzantine().isPresent() ? original.tolerating(byzantine - dropped) : original;
    if (current instanceof RowsAggregator blockwise) {
      return blockwise.aggregate(Rows.of(matrix).select(kept), context);
    }
    return current.aggregate(dropped == 0 ? matrix : Nd4j.pullRows(matrix, 1, kept), context);
  }

  /** Weights by row as weights by node; 0 for nodes whose rows were set aside. */
  private static double[] byNode(double[] weights, int[] kept, int m) {
    double[] byNode = new double[weights.length == 0 ? 0 : m];
    for (int row = 0; row < weights.length; row++) {
      byNode[kept[row]] = weights[row];
    }
    return byNode;
  }
}
