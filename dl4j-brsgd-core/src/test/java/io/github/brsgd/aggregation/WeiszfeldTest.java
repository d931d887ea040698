package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** What the row weights stand for, against sums of distances and unit vectors computed plainly. */
class WeiszfeldTest {

  private static final int SETS = 200;

  /** m rows of d; every third set has two equal rows. */
  private static double[][] set(int m, int d, int seed) {
    double[][] rows = Matrices.normal(m, d, seed);
    if (seed % 3 == 0) {
      rows[m - 1] = rows[m / 2].clone();
    }
    return rows;
  }

  private static double[] weights(double[][] rows, double tolerance) {
    return new Weiszfeld(gram(rows), DataType.DOUBLE, IntStream.range(0, rows.length).toArray())
        .weights(tolerance);
  }

  private static double[][] gram(double[][] rows) {
    return Arrays.stream(rows)
        .map(x -> Arrays.stream(rows).mapToDouble(y -> dot(x, y)).toArray())
        .toArray(double[][]::new);
  }

  private static double dot(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(c -> x[c] * y[c]).sum();
  }

  private static double distance(double[] x, double[] y) {
    double[] difference = IntStream.range(0, x.length).mapToDouble(c -> x[c] - y[c]).toArray();
    return Math.sqrt(dot(difference, difference));
  }

  private static double total(double[][] rows, double[] point) {
    return Arrays.stream(rows).mapToDouble(x -> distance(x, point)).sum();
  }

  private static double[] point(double[][] rows, double[] weights) {
    double[] point = new double[rows[0].length];
    Arrays.setAll(
        point,
        c -> IntStream.range(0, rows.length).mapToDouble(i -> weights[i] * rows[i][c]).sum());
    return point;
  }

  /** The length of the sum of unit vectors from a point to the rows that are not there. */
  private static double pull(double[][] rows, double[] point) {
    double[] sum = new double[point.length];
    for (double[] x : rows) {
      double distance = distance(x, point);
      for (int c = 0; c < sum.length && distance > 0; c++) {
        sum[c] += (x[c] - point[c]) / distance;
      }
    }
    return Math.sqrt(dot(sum, sum));
  }

  /** The first row that the others cannot pull away, which makes it the geometric median, or -1. */
  private static int held(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      long equal = Arrays.stream(rows).filter(x -> Arrays.equals(x, row)).count();
      if (pull(rows, row) < 0.999 * equal) {
        return i;
      }
    }
    return -1;
  }

  /** The geometric median of rows that hold none, to the end of double. */
  private static double[] reference(double[][] rows) {
    double[] z =
        point(rows, DoubleStream.generate(() -> 1.0 / rows.length).limit(rows.length).toArray());
    for (int t = 0; t < 100_000 && pull(rows, z) > 1e-13; t++) {
      double[] at = z;
      double[] weights = Arrays.stream(rows).mapToDouble(x -> 1 / distance(x, at)).toArray();
      double sum = DoubleStream.of(weights).sum();
      z = point(rows, DoubleStream.of(weights).map(w -> w / sum).toArray());
    }
    assertThat(pull(rows, z)).isLessThan(1e-11);
    return z;
  }

  private static double medianDistance(double[][] rows, double[] point) {
    return Arrays.stream(rows)
        .mapToDouble(x -> distance(x, point))
        .sorted()
        .toArray()[rows.length / 2];
  }

  @Test
  void aRowThatTheOthersCannotPullAwayIsReturnedExactly() {
    int[] count = new int[6];
    for (int seed = 1; seed <= SETS; seed++) {
      double[][] rows = set(4 + seed % 3, 2, seed);
      int held = held(rows);
      if (held >= 0) {
        count[held]++;
        assertThat(point(rows, weights(rows, 1e-6))).as("seed %d", seed).isEqualTo(rows[held]);
      }
    }
    assertThat(count).as("rows held, by their place").doesNotContain(0);
  }

  @Test
  void whereNoRowHoldsTheOthersItIsBetterThanEveryRow() {
    int count = 0;
    for (int seed = 1; seed <= SETS; seed++) {
      double[][] rows = set(4 + seed % 3, 3, seed);
      if (held(rows) < 0 && Arrays.stream(rows).allMatch(x -> pull(rows, x) > 1.01)) {
        count++;
        double[] weights = weights(rows, 1e-6);
        assertThat(DoubleStream.of(weights).min().orElseThrow())
            .as("seed %d", seed)
            .isNotNegative();
        assertThat(DoubleStream.of(weights).sum()).isCloseTo(1, within(1e-12));
        double least = Arrays.stream(rows).mapToDouble(x -> total(rows, x)).min().orElseThrow();
        assertThat(total(rows, point(rows, weights))).as("seed %d", seed).isLessThan(least);
      }
    }
    assertThat(count).isGreaterThan(SETS / 3);
  }

  /** A flat set needs many steps, each far smaller than what is still left. */
  @ParameterizedTest
  @CsvSource({"1e-6, 1", "1e-7, 1", "1e-6, 0.2", "1e-7, 0.2"})
  void theErrorIsWithinTheTolerance(double tolerance, double flatness) {
    int count = 0;
    for (int seed = 1; seed <= 40; seed++) {
      double[][] rows = set(5 + seed % 4, 3, seed);
      for (double[] row : rows) {
        row[1] *= flatness;
        row[2] *= flatness;
      }
      if (held(rows) < 0 && Arrays.stream(rows).allMatch(x -> pull(rows, x) > 1.1)) {
        count++;
        double[] exact = reference(rows);
        assertThat(distance(point(rows, weights(rows, tolerance)), exact))
            .as("seed %d", seed)
            .isLessThan(1.1 * tolerance * medianDistance(rows, exact));
      }
    }
    assertThat(count).isGreaterThan(15);
  }

  @Test
  void aLooseToleranceStopsEarlier() {
    for (int seed = 1; seed <= 5; seed++) {
      double[][] rows = Matrices.normal(8, 3, seed);
      double[] exact = point(rows, weights(rows, 1e-12));
      assertThat(distance(point(rows, weights(rows, 0.1)), exact))
          .as("seed %d", seed)
          .isBetween(1e-5, 0.2 * medianDistance(rows, exact));
    }
  }

  /** Gradients shrink by orders of magnitude in a training: the tolerance means the same. */
  @ParameterizedTest
  @ValueSource(ints = {-200, -40, 40, 200})
  void aPowerOfTwoChangesNoBitOfTheWeights(int exponent) {
    for (int seed = 1; seed <= 20; seed++) {
      double[][] rows = set(4 + seed % 5, 3, seed);
      double[][] scaled =
          Arrays.stream(rows)
              .map(x -> DoubleStream.of(x).map(v -> Math.scalb(v, exponent)).toArray())
              .toArray(double[][]::new);
      for (double tolerance : new double[] {0.1, 0.01, 1e-6}) {
        assertThat(weights(scaled, tolerance))
            .as("seed %d", seed)
            .isEqualTo(weights(rows, tolerance));
      }
    }
  }

  @Test
  void anEvenNumberOfRowsOnALineGivesAPointBetweenTheMiddleTwo() {
    for (int seed = 1; seed <= SETS; seed++) {
      double[] along = Matrices.normal(1, 6, seed)[0];
      double[] direction = Matrices.normal(1, 4, SETS + seed)[0];
      double[][] rows =
          DoubleStream.of(along)
              .mapToObj(a -> DoubleStream.of(direction).map(v -> a * v).toArray())
              .toArray(double[][]::new);
      double[] result = point(rows, weights(rows, 1e-6));
      int[] order =
          IntStream.range(0, 6)
              .boxed()
              .sorted((i, j) -> Double.compare(along[i], along[j]))
              .mapToInt(i -> i)
              .toArray();
      assertThat(total(rows, result))
          .as("seed %d", seed)
          .isCloseTo(total(rows, rows[order[2]]), withinPercentage(1e-4));
    }
  }

  /** The corner of a triangle with an angle just below 120 degrees almost is the median. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-1, 1e-2})
  void aRowThatAlmostHoldsTheOthersIsLeft(double below) {
    double half = Math.PI / 3 - below;
    double[][] rows = {{Math.cos(half), Math.sin(half)}, {0, 0}, {Math.cos(half), -Math.sin(half)}};
    double[] exact = {Math.cos(half) - Math.sin(half) / Math.sqrt(3), 0};
    assertThat(distance(point(rows, weights(rows, 1e-6)), exact)).isLessThan(1e-6);
  }

  /**
   * Next to a row the steps get tiny without an end near: an attacker who puts a row beside an
   * honest one must not hold the iteration there, as it would were it to start at a row.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4, 1e-6, 1e-9, -1e-6})
  void aForgedRowBesideAnHonestOneDoesNotHoldIt(double beside) {
    int honest = 16;
    double[][] rows = Matrices.normal(honest + 4, 400, 3);
    double[][] good = Arrays.copyOf(rows, honest);
    double[] share = new double[honest];
    Arrays.fill(share, 1.0 / honest);
    double[] mean = point(good, share);
    double spread = Arrays.stream(good).mapToDouble(x -> distance(x, mean)).average().orElseThrow();
    for (int row = 0; row < honest; row++) {
      for (int a = 0; a < 4; a++) {
        double step = (1 + beside) * Math.pow(64, a);
        double[] towards = good[row];
        Arrays.setAll(rows[honest + a], c -> mean[c] + step * (towards[c] - mean[c]));
      }
      assertThat(distance(point(rows, weights(rows, 1e-6)), mean)).isLessThan(0.5 * spread);
    }
  }

  /**
   * Beside the start, the origin here, too: whoever knows the honest rows knows their median, and a
   * row next to it makes the first steps as short as it is near.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-6, 1e-9, 1e-12, 1e-100, 1e-154})
  void aForgedRowBesideTheStartDoesNotHoldIt(double beside) {
    int count = 0;
    for (int seed = 1; seed <= SETS; seed++) {
      double[][] rows = Matrices.normal(5 + seed % 5, 3, seed);
      int last = rows.length - 1;
      for (int c = 0; c < 3; c++) {
        rows[last][c] *= beside;
      }
      if (seed % 2 == 0) {
        rows[0] = Arrays.stream(rows[last]).map(x -> -3 * x).toArray();
      }
      if (held(rows) < 0 && Arrays.stream(rows).allMatch(x -> pull(rows, x) > 1.1)) {
        count++;
        double[] exact = reference(rows);
        assertThat(distance(point(rows, weights(rows, 1e-6)), exact))
            .as("seed %d", seed)
            .isLessThan(1.1e-6 * medianDistance(rows, exact));
      }
    }
    assertThat(count).isGreaterThan(40);
  }

  @Test
  void rowsBeyondTheLimitCountAsAbsent() {
    double[][] near = Matrices.normal(6, 3, 4);
    double[][] rows = new double[8][];
    System.arraycopy(near, 0, rows, 1, 6);
    rows[0] = new double[] {1e150, -1e150, 1e150};
    rows[7] = new double[] {1e300, 1e300, 1e300};
    double[] expected = new double[8];
    System.arraycopy(weights(near, 1e-6), 0, expected, 1, 6);
    assertThat(weights(rows, 1e-6)).containsExactly(expected);
    assertThatThrownBy(() -> weights(new double[][] {rows[0], rows[7]}, 1e-6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("GeometricMedian: all rows are farther than 1e145 from their median");
  }

  @Test
  void theLimitItselfIsWithin() {
    double[][] gram = {{0, 0, 0}, {0, 1e290, 0}, {0, 0, Math.nextUp(1e290)}};
    double[] squared =
        new Weiszfeld(gram, DataType.DOUBLE, new int[] {0, 1, 2})
            .squaredDistances(new double[] {1, 0, 0});
    assertThat(squared).containsExactly(0, 1e290, Double.POSITIVE_INFINITY);
  }

  @Test
  void bulyanDoesNotSelectARowBeyondTheLimit() {
    double[][] rows = Matrices.normal(7, 3, 5);
    rows[2] = new double[] {1e300, -1e300, 0};
    int[] selected =
        BulyanSelection.select(
            Rows.of(Nd4j.createFromArray(rows)), 5, 1, Bulyan.Base.GEOMETRIC_MEDIAN);
    assertThat(selected).hasSize(5).doesNotContain(2);
  }
}
