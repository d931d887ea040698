package io.github.brsgd.aggregation;

import java.util.Arrays;

/**
 * Weiszfeld's iteration for the geometric median, in the form of Vardi and Zhang (2000) that leaves
 * data points again, carried out on row weights: every distance comes from the Gram matrix around
 * the median, so that a step costs O(m^2) whatever d is.
 *
 * <p>It starts at the coordinate-wise median and not at a row: steps get tiny beside a row, and an
 * attacker could hold it at any honest row by sending one next to it.
 */
final class Weiszfeld {

  private static final int MOST_STEPS = 10_000;

  /** Rows longer than this pull with a direction only, which double cannot tell from nothing. */
  private static final double FAR = 1e290;

  private final double[][] gram;
  private final int[] ids;

  /**
   * The geometric median of some rows.
   *
   * @param gram inner products of all rows around their coordinate-wise median
   * @param ids the rows taking part
   */
  Weiszfeld(double[][] gram, int[] ids) {
    this.gram = gram;
    this.ids = Arrays.stream(ids).filter(i -> gram[i][i] <= FAR).toArray();
    if (this.ids.length == 0) {
      throw new IllegalArgumentException(
          "GeometricMedian: all rows are farther than 1e145 from their median");
    }
  }

  /**
   * Iterates to the tolerance.
   *
   * @param tolerance bound on the estimated error, relative to the median distance of the rows
   * @return a weight per row of the Gram matrix, summing to 1
   */
  double[] weights(double tolerance) {
    int best = leastTotalDistance();
    double[] current = oneHot(best);
    if (isOptimal(best)) {
      return current;
    }
    double[] distances = new double[gram.length];
    double previousStep = Double.POSITIVE_INFINITY;
    current = start(distances);
    for (int t = 1; t < MOST_STEPS; t++) {
      distancesTo(current, distances);
      double[] next = step(distances, current);
      double step = distance(current, next);
      current = next;
      // Steps shrink by a constant factor in the end: what is left is a geometric series.
      double left = step < previousStep ? step * step / (previousStep - step) : step;
      if (Math.max(step, left) <= tolerance * median(distances)) {
        break;
      }
      previousStep = step;
    }
    return current;
  }

  /** Squared distances of the rows to their weighted sum; infinite for rows not taking part. */
  double[] squaredDistances(double[] weights) {
    double[] squared = new double[gram.length];
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
    double norm = 0;
    for (int i : ids) {
      squared[i] = dot(gram[i], weights);
      norm += weights[i] * squared[i];
    }
    for (int i : ids) {
      squared[i] = Math.max(0, gram[i][i] - 2 * squared[i] + norm);
    }
    return squared;
  }

  private void distancesTo(double[] weights, double[] distances) {
    double[] squared = squaredDistances(weights);
    for (int i : ids) {
      distances[i] = Math.sqrt(squared[i]);
    }
  }

  private double median(double[] distances) {
    double[] sorted = Arrays.stream(ids).mapToDouble(i -> distances[i]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** One step from the coordinate-wise median, the origin of the Gram matrix. */
  private double[] start(double[] distances) {
    for (int i : ids) {
      if (gram[i][i] == 0) {
        return oneHot(i);
      }
      distances[i] = Math.sqrt(gram[i][i]);
    }
    return step(distances, distances);
  }

  /** One step from a point with these distances; {@code current} are its weights. */
  private double[] step(double[] distances, double[] current) {
    double[] next = new double[gram.length];
    double total = 0;
    int here = 0;
    for (int i : ids) {
      if (distances[i] > 0) {
        next[i] = 1 / distances[i];
        total += next[i];
      } else {
        here++;
      }
    }
    if (total == 0) {
      return current;
    }
    for (int i : ids) {
      next[i] /= total;
    }
    if (here > 0) {
      // The point is a data point: the others must pull harder than it holds.
      double pull = total * distance(current, next);
      double stay = pull > here ? here / pull : 1;
      for (int i : ids) {
        next[i] = stay * current[i] + (1 - stay) * next[i];
      }
    }
    return next;
  }

  /** Whether the others together cannot pull away from a row: then it is the geometric median. */
  private boolean isOptimal(int row) {
    double[] distances = new double[gram.length];
    double[] weights = oneHot(row);
    distancesTo(weights, distances);
    return step(distances, weights)[row] == 1;
  }

  private int leastTotalDistance() {
    int best = ids[0];
    double least = Double.POSITIVE_INFINITY;
    for (int i : ids) {
      double sum = 0;
      for (int j : ids) {
        sum += Math.sqrt(Math.max(0, gram[i][i] + gram[j][j] - 2 * gram[i][j]));
      }
      if (sum < least) {
        least = sum;
        best = i;
      }
    }
    return best;
  }

  private double distance(double[] from, double[] to) {
    double[] difference = new double[from.length];
    for (int i : ids) {
      difference[i] = to[i] - from[i];
    }
    double squared = 0;
    for (int i : ids) {
      squared += difference[i] * dot(gram[i], difference);
    }
    return Math.sqrt(Math.max(0, squared));
  }

  private double dot(double[] row, double[] weights) {
    double sum = 0;
    for (int j : ids) {
      sum += row[j] * weights[j];
    }
    return sum;
  }

  private double[] oneHot(int row) {
    double[] weights = new double[gram.length];
    weights[row] = 1;
    return weights;
  }
}
