package io.github.brsgd.aggregation;

import io.github.brsgd.marker.Internal;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Weiszfeld's iteration for the geometric median, in the form of Vardi and Zhang (2000) that leaves
 * data points again, carried out on row weights: every distance comes from the Gram matrix around
 * the median, so that a step costs O(m^2) whatever d is.
 *
 * <p>The same for Huber's loss, which is a square up to a reach and goes on as a line: a row within
 * the reach pulls with its distance over the reach, one beyond with 1, as all do at reach 0.
 *
 * <p>Rows may have weights of their own: one of weight 2 pulls as two equal rows do.
 *
 * <p>It starts at the coordinate-wise median and not at a row: steps get tiny beside a row, and an
 * attacker could hold it at any honest row by sending one next to it. As one may be sent next to
 * the start, it does not end before longer steps have been tried: those go on as long as the total
 * distance falls.
 *
 * <p>Squared distances are differences of entries of the Gram matrix, and where they are no larger
 * than its rounding errors the rows might be anywhere near: such rows count as one place. Where the
 * reach is longer than that nobody needs to know, for the weights within it are equal.
 *
 * @since 0.1
 */
@Internal
public final class Weiszfeld {

  private static final int MOST_STEPS = 10_000;

  /** Rows longer than this pull with a direction only, which double cannot tell from nothing. */
  private static final double FAR = 1e290;

  /** Rows nearer than this to a point, relative to the median distance, are beside it. */
  private static final double BESIDE = 0.1;

  /** A total distance that falls by less, relative to itself, does not fall. */
  private static final double GAIN = 1e-13;

  /** A step is lengthened up to this many times its length. */
  private static final double LONGEST = 0x1p60;

  /** A shorter reach means the same: squares of shorter distances are 0. Its inverse is finite. */
  private static final double LEAST_REACH = 0x1p-1000;

  /** Above the relative errors of squared distances, 2^-19 of rows of floats, 2^-50 of doubles. */
  private static final double FLOAT_PRECISION = 0x1p-18;

  private static final double DOUBLE_PRECISION = 0x1p-46;

  private final double[][] gram;
  private final double[] masses;
  private final int[] ids;
  private final double precision;

  /** Where the loss turns from a square into a line. */
  private final double reach;

  /** The median squared distance from the start. */
  private final double spread;

  /**
   * The geometric median of some rows.
   *
   * @param gram inner products of all rows around their coordinate-wise median
   * @param type of the rows, in which products were summed
   * @param ids the rows taking part
   */
  Weiszfeld(double[][] gram, DataType type, int[] ids) {
    this(gram, type, ids, equal(gram.length), 0);
  }

  private Weiszfeld(double[][] gram, DataType type, int[] ids, double[] masses, double reach) {
    this.gram = gram;
    this.masses = masses;
    this.reach = reach;
    precision = type == DataType.FLOAT ? FLOAT_PRECISION : DOUBLE_PRECISION;
    this.ids = Arrays.stream(ids).filter(i -> gram[i][i] <= FAR).toArray();
    if (this.ids.length == 0) {
      throw new IllegalArgumentException(
          (reach > 0 ? "HuberMean" : "GeometricMedian")
              + ": all rows are farther than 1e145 from their median");
    }
    spread = median(i -> gram[i][i]);
  }

  /**
   * The point of least Huber loss of all rows.
   *
   * @param gram inner products of all rows around their coordinate-wise median
   * @param type of the rows, in which products were summed
   * @param reach distance up to which the loss is a square, positive
   */
  static Weiszfeld huber(double[][] gram, DataType type, double reach) {
    return all(gram, type, equal(gram.length), Math.max(reach, LEAST_REACH));
  }

  /**
   * The point of least weighted Huber loss of all rows, or with the least weighted sum of distances
   * to them.
   *
   * @param gram inner products of all rows around their coordinate-wise median
   * @param type of the rows, in which products were summed
   * @param masses weights of the rows, positive and of the order of 1; only their ratios matter
   * @param reach distance up to which the loss is a square; 0 for distances
   * @param tolerance bound on the estimated error, relative to the weighted median distance of the
   *     rows
   * @return a weight per row of which the point is the sum, adding up to 1
   * @throws IllegalArgumentException if all rows are too far from their median to be compared
   */
  public static double[] weights(
      double[][] gram, DataType type, double[] masses, double reach, double tolerance) {
    double least = reach > 0 ? Math.max(reach, LEAST_REACH) : 0;
    return all(gram, type, masses.clone(), least).weights(tolerance);
  }

  private static Weiszfeld all(double[][] gram, DataType type, double[] masses, double reach) {
    return new Weiszfeld(gram, type, IntStream.range(0, gram.length).toArray(), masses, reach);
  }

  private static double[] equal(int count) {
    double[] masses = new double[count];
    Arrays.fill(masses, 1);
    return masses;
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
      double[] from = distancesTo(current, distances);
      double[] next = step(distances, from);
      double typical = median(i -> distances[i]);
      double enough = tolerance * typical;
      double step = distance(from, next);
      // Steps shrink by a constant factor in the end: what is left is a geometric series.
      double left = step < previousStep ? step * step / (previousStep - step) : step;
      boolean isShort = Math.max(step, left) <= enough;
      current = next;
      previousStep = step;
      if (isShort || isOneHot(from)) {
        current = farther(from, next);
        boolean isFree = step * slowness(distances, BESIDE * typical) <= enough;
        if (isShort && isFree && distance(next, current) <= enough) {
          return next;
        }
        previousStep = Double.POSITIVE_INFINITY;
      }
    }
    return step(distances, distancesTo(current, distances));
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

  /**
   * Sets the distances of the rows to their weighted sum.
   *
   * @return the weights; or those of a row that cannot be told from the sum and is no worse, with
   *     the distances to it, for a step from there can tell whether it holds
   */
  private double[] distancesTo(double[] weights, double[] distances) {
    int here = roots(weights, distances);
    if (here < 0) {
      return weights;
    }
    double total = loss(distances);
    double[] row = oneHot(here);
    double[] fromRow = new double[gram.length];
    roots(row, fromRow);
    if (weights[here] != 1 && loss(fromRow) > total) {
      return weights;
    }
    double[] squared = squaredDistances(row);
    for (int i : ids) {
      distances[i] = isClose(squared[i], i, gram[here][here]) ? 0 : fromRow[i];
    }
    return row;
  }

  /**
   * Sets the distances, those too short to be known to the shortest that can be; returns the row
   * among these that weighs most, or -1.
   */
  private int roots(double[] weights, double[] distances) {
    double[] squared = squaredDistances(weights);
    double norm = 0;
    for (int i : ids) {
      norm += weights[i] * dot(gram[i], weights);
    }
    int here = -1;
    for (int i : ids) {
      if (isClose(squared[i], i, norm)) {
        distances[i] = Math.sqrt(shortest(i, norm));
        here = here < 0 || weights[i] > weights[here] ? i : here;
      } else {
        distances[i] = apart(squared[i]);
      }
    }
    return here;
  }

  private boolean isClose(double squared, int row, double norm) {
    double shortest = shortest(row, norm);
    return squared <= shortest && !isWithinReach(shortest);
  }

  /** Whether all distances that cannot be told from 0 are within the reach. */
  private boolean isWithinReach(double squared) {
    return reach > 0 && Math.sqrt(squared) <= reach;
  }

  /** A distance from a point that is not the row: 0 would mean that it is. */
  private static double apart(double squared) {
    return Math.max(Double.MIN_NORMAL, Math.sqrt(squared));
  }

  private double shortest(int row, double norm) {
    return precision * (gram[row][row] + norm + spread);
  }

  /**
   * As far along a step as the total distance falls, by doubling; the end of the step if it does
   * not.
   */
  private double[] farther(double[] from, double[] next) {
    double[] best = next;
    double least = total(next);
    for (double factor = 2; factor <= LONGEST; factor *= 2) {
      double[] tried = new double[gram.length];
      for (int i : ids) {
        tried[i] = from[i] + factor * (next[i] - from[i]);
      }
      double total = total(tried);
      if (!(total < least * (1 - GAIN))) {
        return best;
      }
      least = total;
      best = tried;
    }
    return best;
  }

  private double total(double[] weights) {
    double[] distances = new double[gram.length];
    roots(weights, distances);
    return loss(distances);
  }

  /** The sum of Huber's losses over the reach; of distances where that is 0. */
  private double loss(double[] distances) {
    return Arrays.stream(ids).mapToDouble(i -> masses[i] * loss(distances[i])).sum();
  }

  private double loss(double distance) {
    return distance < reach ? distance * distance / (2 * reach) : distance - reach / 2;
  }

  private double weight(int row, double distance) {
    return masses[row] / Math.max(distance, reach);
  }

  private boolean isOneHot(double[] weights) {
    return Arrays.stream(ids).anyMatch(i -> weights[i] == 1);
  }

  /** The upper weighted median of the rows that take part. */
  private double median(IntToDoubleFunction value) {
    double[] values = new double[ids.length];
    double[] own = new double[ids.length];
    double total = 0;
    for (int k = 0; k < ids.length; k++) {
      double next = value.applyAsDouble(ids[k]);
      int at = k;
      for (; at > 0 && values[at - 1] > next; at--) {
        values[at] = values[at - 1];
        own[at] = own[at - 1];
      }
      values[at] = next;
      own[at] = masses[ids[k]];
      total += own[at];
    }
    int rank = 0;
    for (double reached = own[0]; rank < ids.length - 1 && reached <= total / 2; ) {
      rank++;
      reached += own[rank];
    }
    return values[rank];
  }

  /** How many times longer a step would be without the rows beside the point. */
  private double slowness(double[] distances, double beside) {
    double all = 0;
    double others = 0;
    for (int i : ids) {
      if (distances[i] > 0) {
        all += weight(i, distances[i]);
        others += distances[i] < beside ? 0 : weight(i, distances[i]);
      }
    }
    return others > 0 ? all / others : 1;
  }

  /** One step from the coordinate-wise median, the origin of the Gram matrix, or a row there. */
  private double[] start(double[] distances) {
    int nearest = ids[0];
    for (int i : ids) {
      nearest = gram[i][i] < gram[nearest][nearest] ? i : nearest;
      distances[i] = apart(gram[i][i]);
    }
    double shortest = precision * spread;
    return gram[nearest][nearest] <= shortest && !isWithinReach(shortest)
        ? oneHot(nearest)
        : step(distances, distances);
  }

  /** One step from a point with these distances; {@code current} are its weights. */
  private double[] step(double[] distances, double[] current) {
    double[] next = new double[gram.length];
    double total = 0;
    double here = 0;
    for (int i : ids) {
      if (distances[i] > 0) {
        next[i] = weight(i, distances[i]);
        total += next[i];
      } else {
        here += masses[i];
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
    return step(distances, distancesTo(weights, distances))[row] == 1;
  }

  private int leastTotalDistance() {
    int best = ids[0];
    double least = Double.POSITIVE_INFINITY;
    for (int i : ids) {
      double sum = 0;
      for (int j : ids) {
        sum += masses[j] * Math.sqrt(Math.max(0, gram[i][i] + gram[j][j] - 2 * gram[i][j]));
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
