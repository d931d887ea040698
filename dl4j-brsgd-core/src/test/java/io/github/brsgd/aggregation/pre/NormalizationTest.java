package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.oracle.OracleCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormalizationTest implements PreAggregatorContract {

  @Override
  public PreAggregator step(int q) {
    return new Normalization();
  }

  @Override
  public boolean movesWithItsInput() {
    return false; // lengths change
  }

  @Override
  public boolean scalesWithItsInput() {
    return false; // lengths are 1 whatever they were: see lengthsDoNotMatter
  }

  @Override
  public boolean keepsLengths() {
    return false; // short rows get longer
  }

  @Test
  void example() {
    double[][] unit =
        PreAggregatorContract.values(new Normalization(), new double[] {3, 4}, new double[] {0, 0});
    assertThat(unit[0]).containsExactly(new double[] {0.6, 0.8}, within(1e-15));
    assertThat(unit[1]).containsExactly(0, 0);
  }

  private static INDArray applied(INDArray matrix) {
    Rows rows = Rows.of(matrix);
    return rows.mix(new Normalization().mixing(rows, CONTEXT)).matrix();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void agreesWithTheDefinitionTakenLiterally(DataType type) {
    for (int seed = 1; seed <= 5; seed++) {
      double[][] rows = Matrices.normal(7, 1 + 40 * seed, seed);
      rows[3] = new double[rows[3].length];
      OracleCase.assertRelativelyClose(
          "seed " + seed,
          applied(Matrices.array(rows, type)),
          Nd4j.createFromArray(NaiveSteps.normalization(rows)),
          type == DataType.FLOAT ? 1e-6 : 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-30, 0.5, 3, 1e30})
  void lengthsDoNotMatter(double factor) {
    INDArray rows = Matrices.array(Matrices.normal(5, 20, 2), DataType.FLOAT);
    OracleCase.assertRelativelyClose(
        "factor " + factor, applied(rows.mul(factor)), applied(rows), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.MAX_VALUE, -1e38f, 1e-38f, Float.MIN_VALUE})
  void floatsOfAnySizeGetLengthOne(float value) {
    INDArray rows = Nd4j.valueArrayOf(new long[] {2, 16}, value, DataType.FLOAT);
    assertThat(applied(rows).getRow(1).toDoubleVector()).containsOnly(Math.signum(value) * 0.25);
  }

  @Test
  void rowsBeyondTheRangeOfSquaresBecomeZero() {
    assertThat(
            PreAggregatorContract.values(
                new Normalization(),
                new double[] {1e300, 1e300},
                new double[] {1e-160, 0},
                new double[] {1e-320, 0},
                new double[] {1e150, 0},
                new double[] {1e-150, 0}))
        .isDeepEqualTo(new double[][] {{0, 0}, {0, 0}, {0, 0}, {1, 0}, {1, 0}});
  }
}
