package io.github.brsgd.attack;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.linalg.Matrices;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A round against some rule, and what a rule makes of it, computed plainly. */
final class OptimalAttacks {

  static final int HONEST = 9;
  static final int ATTACKERS = 3;

  private OptimalAttacks() {}

  /** Honest rows around 0.5 and rows of 0 for the attackers, who come last. */
  static INDArray rows(int d, long seed) {
    INDArray honest = Matrices.array(Matrices.normal(HONEST, d, seed), DataType.DOUBLE).addi(0.5);
    return Nd4j.vstack(honest, Nd4j.zeros(DataType.DOUBLE, ATTACKERS, d));
  }

  static AttackContext context(INDArray updates, Aggregator rule) {
    return new AttackContext(
        updates, new int[] {9, 10, 11}, Nd4j.zeros(1, updates.size(1)), 1, rule, 4, 17);
  }

  /** ||Agg - mu|| if the attackers send this. */
  static double shift(INDArray updates, Aggregator rule, INDArray forged) {
    INDArray sent = updates.dup();
    for (int i = 0; i < ATTACKERS; i++) {
      sent.getRow(HONEST + i, true).assign(forged);
    }
    INDArray aggregate =
        rule.aggregate(sent, new AggregationContext(4, Optional.empty(), 17)).vector();
    return aggregate.distance2(mean(updates));
  }

  static INDArray mean(INDArray updates) {
    return honest(updates).mean(0).reshape(1, updates.size(1));
  }

  static INDArray deviation(INDArray updates) {
    return honest(updates).std(true, 0).reshape(1, updates.size(1));
  }

  private static INDArray honest(INDArray updates) {
    return Nd4j.pullRows(updates, 1, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8});
  }

  /** The largest shift over factors -200, -199.9, ..., 200. */
  static double largestOnAGrid(INDArray updates, Aggregator rule, DoubleFunction<INDArray> forged) {
    double largest = 0;
    for (int i = -2000; i <= 2000; i++) {
      largest = Math.max(largest, shift(updates, rule, forged.apply(i / 10.0)));
    }
    return largest;
  }
}
