package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FangTrimTest implements AttackContract {

  private static final int HONEST = 7;
  private static final int ATTACKERS = 3;

  @Override
  public Attack attack() {
    return new FangTrim();
  }

  private static double[][] sent(Attack attack, double[][] rows, long seed) {
    INDArray updates = Nd4j.createFromArray(rows);
    attack.forge(
        new AttackContext(
            updates,
            new int[] {HONEST, HONEST + 1, HONEST + 2},
            Nd4j.zeros(1, rows[0].length),
            1,
            new TrimmedMean(3),
            2,
            seed));
    return Arrays.copyOfRange(updates.toDoubleMatrix(), HONEST, HONEST + ATTACKERS);
  }

  private static double[] column(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
  }

  /** The interval of a coordinate, by the definition. */
  private static double[] interval(double mean, double low, double high, double b) {
    if (mean > 0) {
      return low > 0 ? new double[] {low / b, low} : new double[] {b * low, low};
    }
    if (mean < 0) {
      return high > 0 ? new double[] {high, b * high} : new double[] {high, high / b};
    }
    return new double[2];
  }

  /** Columns of every kind: around 0, positive, negative. */
  private static double[][] rows(long seed) {
    double[][] rows = Matrices.normal(HONEST + ATTACKERS, 90, seed);
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] += 5 * (j % 3 - 1);
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.01, 2, 10})
  void everyValueIsInItsInterval(double b) {
    double[][] rows = rows(1);
    double[][] honest = Arrays.copyOf(rows, HONEST);
    double[][] sent = sent(new FangTrim(b), rows, 4);
    for (int j = 0; j < rows[0].length; j++) {
      double[] column = column(honest, j);
      double[] interval =
          interval(
              Arrays.stream(column).average().orElseThrow(),
              Arrays.stream(column).min().orElseThrow(),
              Arrays.stream(column).max().orElseThrow(),
              b);
      for (double[] row : sent) {
        assertThat(row[j]).as("column %d", j).isBetween(interval[0], interval[1]);
      }
    }
  }

  @Test
  void withPartialKnowledgeTheExtremesAreFourDeviationsOff() {
    double[][] rows = rows(2);
    double[][] own = Arrays.copyOfRange(rows, HONEST, HONEST + ATTACKERS);
    double[][] sent = sent(new FangTrim(2, Knowledge.PARTIAL), rows, 4);
    for (int j = 0; j < rows[0].length; j++) {
      double[] column = column(own, j);
      double mean = Arrays.stream(column).average().orElseThrow();
      double deviation =
          Math.sqrt(Arrays.stream(column).map(x -> (x - mean) * (x - mean)).sum() / 2);
      double[] interval = interval(mean, mean - 4 * deviation, mean + 4 * deviation, 2);
      for (double[] row : sent) {
        assertThat(row[j]).as("column %d", j).isBetween(interval[0] - 1e-9, interval[1] + 1e-9);
      }
    }
  }

  /**
   * Of 1,000 columns of one kind the mean place in the interval is 1/2 within 6 deviations of
   * 1/sqrt(12 * 3000): fails by chance with probability 2e-9. The seed is fixed as well.
   */
  @Test
  void valuesAreUniformAndEachAttackersOwn() {
    double[][] rows = new double[HONEST + ATTACKERS][1_000];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(rows[i], i + 1);
    }
    double[][] sent = sent(new FangTrim(2), rows, 9);
    double mean =
        Arrays.stream(sent).flatMapToDouble(Arrays::stream).map(x -> 2 * x - 1).average().orElse(9);
    assertThat(mean).isBetween(0.5 - 6 / Math.sqrt(36_000), 0.5 + 6 / Math.sqrt(36_000));
    assertThat(sent[0]).isNotEqualTo(sent[1]);
    assertThat(sent(new FangTrim(2), rows, 10)[0]).isNotEqualTo(sent[0]);
  }

  @Test
  void whereThereIsNothingToPushZeroIsSent() {
    double[][] rows = new double[HONEST + ATTACKERS][];
    Arrays.setAll(rows, i -> new double[] {0, i % 2 == 0 ? 0 : 3, i == 6 ? 0 : i % 2 * 2 - 1});
    for (double[] row : sent(new FangTrim(), rows, 1)) {
      assertThat(row).containsOnly(0);
    }
  }

  @Test
  void example() {
    INDArray updates = Nd4j.createFromArray(new float[][] {{1}, {3}, {9}});
    new FangTrim().forge(AttackContract.context(updates, 2));
    assertThat(updates.getFloat(2, 0)).isBetween(0.5f, 1f);
    assertThat(updates.dataType()).isEqualTo(DataType.FLOAT);
  }

  @Override
  public double tolerance() {
    return 1e-4;
  }

  @Test
  void parametersAreChecked() {
    assertThat(new FangTrim()).isEqualTo(new FangTrim(2, Knowledge.FULL));
    for (double b : new double[] {1, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new FangTrim(b))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("FangTrim: need b > 1 and finite, got b=" + b);
    }
    assertThatThrownBy(() -> new FangTrim(2, Knowledge.NONE))
        .hasMessage("FangTrim: need knowledge=full or partial, got none");
  }
}
