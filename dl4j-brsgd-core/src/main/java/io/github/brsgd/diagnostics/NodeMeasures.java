package io.github.brsgd.diagnostics;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the rows of a round lie to its aggregate.
 *
 * <p>A row of weight a is measured against the aggregate of the others, {@code (A - a x) / (1 - a)}
 * as far as the weights tell: against itself it would lie the nearer the more it was trusted, and
 * the one row that Krum takes would be the nearest in every round. A row that is the whole
 * aggregate has nothing to be measured against: NaN. Four passes over the rows, O(d m).
 *
 * @param distances {@code ||x_i - A||}, plain
 * @param cosines of the angle between x_i and A, plain; 0 where one of them is 0
 * @param norms {@code ||x_i||}
 * @param distancesToOthers to the aggregate of the others; NaN where there are none
 * @param cosinesToOthers with the aggregate of the others; NaN where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one round
record NodeMeasures(
    double[] distances,
    double[] cosines,
    double[] norms,
    double[] distancesToOthers,
    double[] cosinesToOthers) {

  /** 1 / Phi^-1(3/4). */
  private static final double NORMAL_DEVIATION = 1.482602218505602;

  /** Beyond this weight nothing but rounding is left of the others. */
  private static final double ALL = 1 - 1e-3;

  /**
   * Measures rows.
   *
   * @param rows finite
   * @param aggregate 1 x d
   * @param weights of the rows in the aggregate; all 0 where there are none
   */
  static NodeMeasures of(Rows rows, INDArray aggregate, double[] weights) {
    double[] distances = roots(rows.squaredDistances(aggregate));
    double[] norms = roots(rows.squaredNorms());
    double[] products = rows.products(aggregate);
    double length = Math.sqrt(Rows.of(aggregate).squaredNorms()[0]);
    int m = rows.count();
    double[] cosines = new double[m];
    double[] distancesToOthers = new double[m];
    double[] cosinesToOthers = new double[m];
    for (int i = 0; i < m; i++) {
      double weight = weights[i];
      cosines[i] = cosine(products[i], norms[i], length);
      if (weight == 0) {
        distancesToOthers[i] = distances[i];
        cosinesToOthers[i] = cosines[i];
      } else if (weight > ALL) {
        distancesToOthers[i] = Double.NaN;
        cosinesToOthers[i] = Double.NaN;
      } else {
        double own = weight * norms[i];
        double others =
            Math.sqrt(Math.max(0, length * length - 2 * weight * products[i] + own * own));
        distancesToOthers[i] = distances[i] / (1 - weight);
        cosinesToOthers[i] = cosine(products[i] - own * norms[i], norms[i], others);
      }
    }
    return new NodeMeasures(distances, cosines, norms, distancesToOthers, cosinesToOthers);
  }

  /**
   * Measures increments of momenta against the same aggregate of the others' momenta.
   *
   * @param increments finite
   * @param rows the momenta, of which the aggregate is made
   * @param aggregate 1 x d
   * @param weights of the momenta in the aggregate; all 0 where there are none
   */
  static NodeMeasures ofIncrements(
      Rows increments, Rows rows, INDArray aggregate, double[] weights) {
    NodeMeasures plain = of(increments, aggregate, new double[weights.length]);
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > ALL) {
        plain.distancesToOthers[i] = Double.NaN;
        plain.cosinesToOthers[i] = Double.NaN;
      } else if (weights[i] != 0) {
        INDArray own = rows.copy(i).muli(weights[i]);
        INDArray others = own.rsubi(aggregate).divi(1 - weights[i]);
        NodeMeasures one = of(increments.select(i), others, new double[1]);
        plain.distancesToOthers[i] = one.distances[0];
        plain.cosinesToOthers[i] = one.cosines[0];
        own.close();
      }
    }
    return plain;
  }

  private static double[] roots(double[] squares) {
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  /** In [-1, 1]; 0 where a vector is 0 or so long that its square is infinite. */
  private static double cosine(double product, double one, double other) {
    double cosine = product / one / other;
    return Double.isNaN(cosine) ? 0 : Math.max(-1, Math.min(1, cosine));
  }

  /**
   * The distances' robust z-scores: by median and by the median absolute deviation, which is scaled
   * to the standard deviation of normal values. Where more than half of the distances are equal a
   * distance that is not is infinitely far off; a distance that is not finite, too.
   */
  double[] scores() {
    double median = median(distances);
    double deviation =
        median(Arrays.stream(distances).map(value -> Math.abs(value - median)).toArray());
    double scale = NORMAL_DEVIATION * deviation;
    return Arrays.stream(distances)
        .map(value -> value == median ? 0 : (value - median) / scale)
        .map(value -> Double.isNaN(value) ? Double.POSITIVE_INFINITY : value)
        .toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int m = sorted.length;
    return m % 2 == 1 ? sorted[m / 2] : sorted[m / 2 - 1] + (sorted[m / 2] - sorted[m / 2 - 1]) / 2;
  }
}
