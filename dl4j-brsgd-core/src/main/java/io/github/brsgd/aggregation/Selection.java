package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whole rows chosen to be averaged.
 *
 * @param count m, the rows there are
 * @param ids the rows chosen, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the rule that made it
record Selection(int count, int[] ids) {

  /** The k rows of least value; of equal values the lower index first. */
  static Selection leastOf(double[] values, int k) {
    int[] ids =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();
    return new Selection(values.length, ids);
  }

  /** The mean of the rows chosen, with its weights. */
  Aggregation mean(Rows rows) {
    double[] weights = new double[count];
    Arrays.stream(ids).forEach(i -> weights[i] = 1.0 / ids.length);
    return new Aggregation(rows.weightedSum(weights), weights);
  }
}
