package io.github.brsgd.aggregation;

import java.util.Arrays;

/**
 * Weiszfeld's iteration for the geometric median, started at a row with the step of Vardi and Zhang
 * (2000), which leaves it unless it is the median, and carried out on row weights: every distance
 * comes from the Gram matrix around the coordinate-wise median, so that a step costs O(m^2)
 * whatever d is.
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
    double[] distances = new double[gram.length];
    double[] row = start();
    distancesTo(row, distances);
    double[] current = step(distances, row);
    double previousStep = 0;
    for (int t = 0; t < MOST_STEPS; t++) {
      distancesTo(current, distances);
      double[] next = step(distances, current);
      double step = distance(current, next);
      current = next;
      // Steps shrink by a constant factor in the end: what is left is a geometric series. The step
      // that left the row and the first one after it tell nothing of that factor.
      double left = step < previousStep ? step * step / (previousStep - step) : step;
      if (step == 0 || (t > 0 && Math.max(step, left) <= tolerance * median(distances))) {
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

  /**
   * The first row of least total distance to the others. Where a row is the geometric median, it is
   * this one and no step leaves it; else every step lowers the total, so that no row is met again.
   */
  private double[] start() {
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
    return oneHot(best);
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
