package io.github.brsgd.training.server;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.linalg.Rows;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether a rule looks at one coordinate at a time and remembers nothing, which is found by trying
 * it: the result for some rows must be that of each of their columns alone, whatever came before.
 */
final class CoordinateWise {

  private static final int COLUMNS = 4;
  private static final double TOLERANCE = 1e-12;

  private CoordinateWise() {}

  /**
   * Refuses another rule.
   *
   * @throws IllegalArgumentException that names the rule and what it does
   */
  static void require(Aggregator rule, int m) {
    SplittableRandom random = new SplittableRandom(m);
    double[][] values = new double[m][COLUMNS];
    for (double[] row : values) {
      for (int c = 0; c < COLUMNS; c++) {
        row[c] = random.nextGaussian();
      }
    }
    Rows rows = Rows.of(Nd4j.createFromArray(values));
    AggregationContext first = AggregationContext.first(m);
    INDArray whole = vector(rule, rows, first);
    INDArray before = Nd4j.valueArrayOf(new long[] {1, COLUMNS}, 2.0, DataType.DOUBLE);
    if (differ(whole, vector(rule, rows, new AggregationContext(0, Optional.of(before), m)))) {
      throw refused(rule, "remembers the aggregate of the round before");
    }
    for (int c = 0; c < COLUMNS; c++) {
      BitSet column = new BitSet();
      column.set(c);
      INDArray alone = vector(rule, rows.columns(column), first);
      if (Math.abs(alone.getDouble(0) - whole.getDouble(c)) > TOLERANCE) {
        throw refused(rule, "looks at more than one coordinate at a time");
      }
    }
  }

  private static INDArray vector(Aggregator rule, Rows rows, AggregationContext context) {
    INDArray vector = rule.aggregate(rows, context).vector();
    return vector.reshape(1, vector.length());
  }

  private static boolean differ(INDArray one, INDArray other) {
    for (int c = 0; c < COLUMNS; c++) {
      if (Math.abs(one.getDouble(c) - other.getDouble(c)) > TOLERANCE) {
        return true;
      }
    }
    return false;
  }

  private static IllegalArgumentException refused(Aggregator rule, String why) {
    return new IllegalArgumentException(
        "statisticsRule: need a coordinate-wise rule without memory, but " + rule + " " + why);
  }
}
