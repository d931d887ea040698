package io.github.brsgd.attack;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The end of the honest values in each coordinate on the side that their mean's sign points away
 * from: the least value where the mean is positive, the largest where it is negative.
 *
 * @param value d values; 0 where the mean is 0
 * @param sign d values, of the sign of the mean
 */
@SuppressWarnings("ArrayRecordComponent") // nobody else sees it
record Edges(double[] value, double[] sign) {

  /** Deviations that stand for the extremes where these are not known; the paper takes 3 to 4. */
  private static final double DEVIATIONS = 4;

  /** Those of the rows themselves. */
  static Edges of(Rows rows) {
    INDArray low = rows.copy(0);
    INDArray high = low.dup();
    for (int i = 1; i < rows.count(); i++) {
      try (INDArray row = rows.copy(i)) {
        Transforms.min(low, row, false);
        Transforms.max(high, row, false);
      }
    }
    return of(rows.mean().toDoubleVector(), low.toDoubleVector(), high.toDoubleVector());
  }

  /** Those of rows like these, of which a few are known. */
  static Edges guessed(Rows rows) {
    double[] mean = rows.mean().toDoubleVector();
    double[] deviation = rows.statistic(new CoordinateStatistic.Deviation()).toDoubleVector();
    double[] low = new double[mean.length];
    double[] high = new double[mean.length];
    for (int j = 0; j < mean.length; j++) {
      low[j] = mean[j] - DEVIATIONS * deviation[j];
      high[j] = mean[j] + DEVIATIONS * deviation[j];
    }
    return of(mean, low, high);
  }

  private static Edges of(double[] mean, double[] low, double[] high) {
    double[] value = new double[mean.length];
    for (int j = 0; j < value.length; j++) {
      value[j] = mean[j] > 0 ? low[j] : mean[j] < 0 ? high[j] : 0;
    }
    return new Edges(value, mean);
  }

  /** Whether beyond this edge is farther from 0, and not nearer to it. */
  boolean outwards(int j) {
    return sign[j] > 0 ? value[j] < 0 : value[j] > 0;
  }
}
