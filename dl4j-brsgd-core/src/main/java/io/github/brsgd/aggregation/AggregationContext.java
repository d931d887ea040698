package io.github.brsgd.aggregation;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a rule may know besides the rows: the round, the previous aggregate, a random stream, which
 * node sent which row, and the server's own row.
 *
 * @param round k, the number of steps taken before this one, at least 0
 * @param previous the aggregate of the last round that took a step, 1 x d, read only; empty at
 *     first
 * @param seed the seed of the run
 * @param nodes which node sent each row
 * @param trusted the server's own row, made as a node makes its, where the server has data; 1 x d,
 *     read only
 * @since 0.1
 */
public record AggregationContext(
    int round, Optional<INDArray> previous, long seed, RowNodes nodes, Optional<INDArray> trusted) {

  /** Checks the round. */
  public AggregationContext {
    Check.atLeast(0, "round", round);
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(nodes, "nodes");
    Objects.requireNonNull(trusted, "trusted");
  }

  /**
   * The context of a call in which row i is node i.
   *
   * @param round k, the number of steps taken before this one, at least 0
   * @param previous the aggregate of the last round that took a step, 1 x d, read only; empty at
   *     first
   * @param seed the seed of the run
   */
  public AggregationContext(int round, Optional<INDArray> previous, long seed) {
    this(round, previous, seed, new RowNodes.InOrder(), Optional.empty());
  }

  /**
   * The context of a call outside a run: round 0, nothing before it.
   *
   * @param seed the seed for rules that draw
   * @return a context
   */
  public static AggregationContext first(long seed) {
    return new AggregationContext(0, Optional.empty(), seed);
  }

  /**
   * The same context for rows of other nodes, as after some rows have been set aside.
   *
   * @param rowNodes which node sent each row
   * @return a context that differs in nothing else
   */
  public AggregationContext withNodes(RowNodes rowNodes) {
    return new AggregationContext(round, previous, seed, rowNodes, trusted);
  }

  /**
   * The same context without a previous aggregate, for rows of another kind.
   *
   * @return a context that differs in nothing else
   */
  public AggregationContext withoutMemory() {
    return new AggregationContext(round, Optional.empty(), seed, nodes, Optional.empty());
  }

  /**
   * The same context with another seed, for a part of a rule that must not draw what another part
   * draws.
   *
   * @param part its number among the parts, for instance its place in a chain
   * @return a context whose seed is derived from this one's
   */
  public AggregationContext derive(long part) {
    return new AggregationContext(round, previous, Seeds.derive(seed, part), nodes, trusted);
  }

  /**
   * The same context for some columns of the rows.
   *
   * @param ids column numbers, each below d, at least one
   * @return a context whose vectors, where it has any, are cut down to these columns
   */
  public AggregationContext ofColumns(BitSet ids) {
    return new AggregationContext(
        round, previous.map(v -> columns(v, ids)), seed, nodes, trusted.map(v -> columns(v, ids)));
  }

  private static INDArray columns(INDArray vector, BitSet ids) {
    return Rows.of(vector.reshape(1, vector.length())).columns(ids).copy(0);
  }

  /**
   * A generator for this call, always from its beginning: two calls give the same numbers.
   *
   * @return a new generator seeded by seed and round
   */
  public SplittableRandom random() {
    return new SplittableRandom(Seeds.derive(seed, Purpose.AGGREGATION, round));
  }
}
