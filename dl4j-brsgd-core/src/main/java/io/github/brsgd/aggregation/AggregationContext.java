package io.github.brsgd.aggregation;

import io.github.brsgd.random.Seeds;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a rule may know besides the rows: the round, the previous aggregate, a random stream.
 *
 * @param round k, the number of steps taken before this one, at least 0
 * @param previous the aggregate of the last round that took a step, 1 x d, read only; empty at
 *     first
 * @param seed the seed of the run
 * @since 0.1
 */
public record AggregationContext(int round, Optional<INDArray> previous, long seed) {

  private static final long AGGREGATION = 1;

  /** Checks the round. */
  public AggregationContext {
    if (round < 0) {
      throw new IllegalArgumentException("round: need >= 0, got " + round);
    }
    Objects.requireNonNull(previous, "previous");
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
   * A generator for this call, always from its beginning: two calls give the same numbers.
   *
   * @return a new generator seeded by seed and round
   */
  public SplittableRandom random() {
    return new SplittableRandom(Seeds.derive(seed, AGGREGATION, round));
  }
}
