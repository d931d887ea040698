package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.aggregation.RowsAggregator;
import java.util.OptionalInt;

/**
 * A rule that counts rows by the weights of their nodes.
 *
 * <p>What it withstands is a share of the weight, declared and below one half: {@link #share}. The
 * number q of Byzantine nodes that is declared to the server has to fit in: the q heaviest nodes,
 * beside the lightest that may be the others of a round, hold at most that share ({@link
 * #check(int, int)}). So whoever the q are, they are within it. A single node that weighs more
 * could decide alone, and is refused for any q but 0.
 *
 * <p>The share is that of the rows at hand, in each round anew. Rows that are set aside for NaN or
 * infinite values were Byzantine, so the share of those among the rest only falls.
 *
 * <p>Each row has to be its node's own: behind {@code nnm} or {@code bucketing}, where a row holds
 * parts of others, no weight is right.
 *
 * @since 0.2
 */
public interface WeightedAggregator extends RowsAggregator {

  /**
   * How much each node counts.
   *
   * @return one weight per node
   */
  NodeWeights weights();

  /**
   * The share of the rows' weight that may be Byzantine.
   *
   * @return a number in [0, 1/2)
   */
  double share();

  @Override
  default void check(int m) {
    weights().check(getClass().getSimpleName(), m);
  }

  /**
   * Refuses q where as many nodes may hold more than the share.
   *
   * @param m rows
   * @param q of them that may be anything
   * @throws IllegalArgumentException with the numbers, and the share or the q that would do
   */
  @Override
  default void check(int m, int q) {
    check(m);
    ByzantineShare.check(this, m, q);
  }

  @Override
  default void checkNodes(int nodes) {
    weights().checkNodes(getClass().getSimpleName(), nodes);
  }

  @Override
  default boolean needsOwnRows() {
    return true;
  }

  @Override
  default OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  default WeightedAggregator tolerating(int q) {
    Requirement.checkByzantine(getClass().getSimpleName(), q);
    return this;
  }
}
