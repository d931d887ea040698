package io.github.brsgd.training.server;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.linalg.Rows;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether a rule looks at one coordinate at a time and remembers nothing, which is found by trying
 * it: the result for some rows must be that of each of their columns alone, whatever came before.
 */
final class CoordinateWise {

  private static final int COLUMNS = 4;

  /** Relative, against the largest number there is. */
  private static final double TOLERANCE = 1e-12;

  /** A rule with a threshold shows what it is only beyond it. */
  private static final double[] SCALES = {1e-6, 1, 1e3, 1e9};

  private static final double FAR = 100;

  private CoordinateWise() {}

  /**
   * Refuses another rule.
   *
   * @throws IllegalArgumentException that names the rule and what it does
   */
  static void require(Aggregator rule, int m) {
    if (rule instanceof CoordinateWiseMedian) {
      return; // what nearly everybody has, and many builders are built
    }
    for (double scale : SCALES) {
      require(rule, values(m, scale), scale);
    }
  }

  /** Numbers of one scale, and a row far off. */
  private static double[][] values(int m, double scale) {
    SplittableRandom random = new SplittableRandom(m);
    double[][] values = new double[m][COLUMNS];
    for (double[] row : values) {
      for (int c = 0; c < COLUMNS; c++) {
        row[c] = scale * random.nextGaussian() * (row == values[m - 1] ? FAR : 1);
      }
    }
    return values;
  }

  private static void require(Aggregator rule, double[][] values, double scale) {
    Rows rows = Rows.of(Nd4j.createFromArray(values));
    double tolerance = TOLERANCE * FAR * scale;
    RowNodes nodes = new RowNodes.Listed(IntStream.range(0, values.length).boxed().toList());
    AggregationContext first = AggregationContext.first(values.length).withNodes(nodes);
    INDArray whole = vector(rule, rows, first);
    INDArray before = Nd4j.valueArrayOf(new long[] {1, COLUMNS}, 2 * scale, DataType.DOUBLE);
    AggregationContext later =
        new AggregationContext(0, Optional.of(before), values.length).withNodes(nodes);
    if (differ(whole, vector(rule, rows, later), tolerance)) {
      throw refused(rule, "remembers the aggregate of the round before");
    }
    for (int c = 0; c < COLUMNS; c++) {
      BitSet column = new BitSet();
      column.set(c);
      INDArray alone = vector(rule, rows.columns(column), first);
      if (Math.abs(alone.getDouble(0) - whole.getDouble(c)) > tolerance) {
        throw refused(rule, "looks at more than one coordinate at a time");
      }
    }
  }

  private static INDArray vector(Aggregator rule, Rows rows, AggregationContext context) {
    INDArray vector = rule.aggregate(rows, context).vector();
    return vector.reshape(1, vector.length());
  }

  private static boolean differ(INDArray one, INDArray other, double tolerance) {
    for (int c = 0; c < COLUMNS; c++) {
      if (Math.abs(one.getDouble(c) - other.getDouble(c)) > tolerance) {
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
