package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HuberMeanTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new HuberMean(2);
  }

  @Override
  public boolean scalesWithItsInput() {
    return false; // t is a length: see scalesWithTheRowsAndItsReach
  }

  private static double[] huber(double t, DataType type, double[][] rows) {
    return new HuberMean(t)
        .aggregate(Matrices.array(rows, type), CONTEXT)
        .vector()
        .castTo(DataType.DOUBLE)
        .toDoubleVector();
  }

  private static void assertClose(
      String what, double[] actual, double[] expected, double tolerance) {
    OracleCase.assertRelativelyClose(
        what, Nd4j.createFromArray(actual), Nd4j.createFromArray(expected), tolerance);
  }

  @Test
  void example() {
    double[] result =
        AggregatorContract.values(
            new HuberMean(2), new double[] {0}, new double[] {1}, new double[] {50});
    assertThat(result).containsExactly(new double[] {1.5}, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1, 3, 10, 100})
  void agreesWithTheDefinitionTakenLiterally(double t) {
    for (int seed = 1; seed <= 20; seed++) {
      double[][] rows = Matrices.normal(4 + seed % 6, 2 + 7 * (seed % 5), seed);
      if (seed % 3 == 0) {
        Arrays.fill(rows[1], 20);
      }
      double[] expected = Naive.huber(rows, t);
      assertClose("double, seed " + seed, huber(t, DataType.DOUBLE, rows), expected, 2e-5);
      assertClose("float, seed " + seed, huber(t, DataType.FLOAT, rows), expected, 1e-3);
    }
  }

  /** Not at a row for a reach as small as this, but so near that short steps tell nothing. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-4})
  void aRowWithinTheReachDoesNotHoldIt(double t) {
    double[][] rows = {{1, 0}, {0, 0}, {-0.6, 0.8}, {-0.6, -0.8}, {2, 0.1}};
    double[] expected = Naive.huber(rows, t);
    for (double beside : new double[] {1, 0.5, 0}) {
      double[][] forged = Arrays.copyOf(rows, 6);
      forged[5] = new double[] {expected[0] + beside * t, expected[1]};
      assertThat(loss(forged, t, huber(t, DataType.DOUBLE, forged)))
          .isLessThanOrEqualTo(loss(forged, t, Naive.huber(forged, t)) * (1 + 1e-9));
    }
  }

  private static double loss(double[][] rows, double t, double[] s) {
    return Arrays.stream(rows)
        .mapToDouble(x -> Naive.norm(Naive.minus(x, s)))
        .map(r -> r <= t ? r * r / 2 : t * r - t * t / 2)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void noDirectionImprovesIt(int seed) {
    double[][] rows = Matrices.normal(4 + seed, 3, seed);
    double t = Math.pow(10, -seed / 2.0);
    double[] s = huber(t, DataType.DOUBLE, rows);
    double least = loss(rows, t, s);
    for (double[] direction : Matrices.normal(100, 3, seed + 50)) {
      double[] other = s.clone();
      Arrays.setAll(other, c -> s[c] + 1e-3 * direction[c]);
      assertThat(loss(rows, t, other)).isGreaterThan(least);
    }
  }

  @ParameterizedTest
  @CsvSource({"1e5, FLOAT", "1e300, FLOAT", "1e5, DOUBLE", "1e300, DOUBLE", "1.7e308, DOUBLE"})
  void aLongReachIsTheMean(double t, DataType type) {
    double[][] rows = Matrices.normal(9, 30, 4);
    Arrays.fill(rows[3], 1e3);
    INDArray matrix = Matrices.array(rows, type);
    Aggregation result = new HuberMean(t).aggregate(matrix, CONTEXT);
    assertThat(result.rowWeights()).containsOnly(result.rowWeights()[0]);
    OracleCase.assertRelativelyClose(
        "mean", result.vector(), new Mean().aggregate(matrix, CONTEXT).vector(), 1e-7);
  }

  @ParameterizedTest
  @CsvSource({"1e-6, FLOAT", "1e-30, FLOAT", "1e-9, DOUBLE", "1e-200, DOUBLE", "4.9e-324, DOUBLE"})
  void aShortReachIsTheGeometricMedian(double t, DataType type) {
    for (int seed = 1; seed <= 30; seed++) {
      double[][] rows = Matrices.normal(4 + seed % 5, 2 + seed % 3, seed);
      if (seed % 3 == 0) {
        rows[1] = rows[0].clone();
      }
      double[] median =
          new GeometricMedian()
              .aggregate(Matrices.array(rows, type), CONTEXT)
              .vector()
              .castTo(DataType.DOUBLE)
              .toDoubleVector();
      assertClose("seed " + seed, huber(t, type, rows), median, 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-20, 0.25, -3, 1e18})
  void scalesWithTheRowsAndItsReach(double factor) {
    for (int seed = 1; seed <= 5; seed++) {
      INDArray rows = Matrices.array(Matrices.normal(9, 12, seed), DataType.FLOAT);
      for (double t : new double[] {0.01, 1, 30}) {
        OracleCase.assertRelativelyClose(
            "t=" + t,
            new HuberMean(Math.abs(factor) * t).aggregate(rows.mul(factor), CONTEXT).vector(),
            new HuberMean(t).aggregate(rows, CONTEXT).vector().mul(factor),
            1e-5);
      }
    }
  }

  /** Their pull is t each: the rest, ten times as many, move a tenth of it. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void aFarRowPullsWithTheReach(DataType type) {
    for (double far : new double[] {1e3, 1e10, 1e30, 1e38}) {
      double[][] rows = new double[11][3];
      rows[10][1] = far;
      assertThat(huber(5, type, rows)).containsExactly(new double[] {0, 0.5, 0}, within(1e-4));
    }
  }

  @Test
  void moreThanHalfOfTheRowsInOnePlaceAreNotSingular() {
    double[][] rows = {{1, 1}, {1, 1}, {1, 1}, {1, 2}, {2, 1}};
    for (double t : new double[] {1e-100, 1e-3, 0.3}) {
      double step = t / 3;
      assertThat(huber(t, DataType.DOUBLE, rows))
          .containsExactly(new double[] {1 + step, 1 + step}, within(0.1 * t + 1e-12));
    }
  }

  @Test
  void rowsAtTheEndOfDoubleWeighNothing() {
    double[] far = {1e300, -1e300};
    double[] result =
        AggregatorContract.values(
            new HuberMean(1),
            new double[] {1, 1},
            new double[] {1, 1.5},
            new double[] {1.5, 1},
            far,
            far);
    assertThat(result).containsExactly(new double[] {3.5 / 3, 3.5 / 3}, within(1e-6));
  }

  @Test
  void nonsenseIsRefused() {
    for (double t : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new HuberMean(t))
          .hasMessage("HuberMean: need a positive, finite t, got t=" + t);
    }
  }
}
