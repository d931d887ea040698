package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.oracle.OracleCase;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ClippingTest implements PreAggregatorContract {

  @Override
  public PreAggregator step(int q) {
    return new Clipping(2);
  }

  @Override
  public boolean movesWithItsInput() {
    return false; // lengths change
  }

  @Override
  public boolean scalesWithItsInput() {
    return false; // c is a length
  }

  @Test
  void example() {
    double[][] clipped =
        PreAggregatorContract.values(new Clipping(2), new double[] {3, 4}, new double[] {0, 1});
    assertThat(clipped[0]).containsExactly(new double[] {1.2, 1.6}, within(1e-15));
    assertThat(clipped[1]).containsExactly(0, 1);
  }

  @Test
  void floatsAreShortenedByFloats() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] values = new float[20][7];
    for (float[] row : values) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20)));
      }
    }
    Rows rows = Rows.of(Nd4j.createFromArray(values));
    double[] squared = rows.squaredNorms();
    double[][] mixing = new Clipping(0.3).mixing(rows, CONTEXT);
    for (int i = 0; i < values.length; i++) {
      double exact = Math.min(1, 0.3 / Math.sqrt(squared[i]));
      assertThat(mixing[i][i]).isBetween(exact * (1 - 0x1p-23), exact);
      assertThat((double) (float) mixing[i][i]).isEqualTo(mixing[i][i]);
    }
  }

  @Test
  void zeroStaysAndRowsBeyondTheRangeOfSquaresBecomeIt() {
    assertThat(
            PreAggregatorContract.values(new Clipping(1), new double[] {0}, new double[] {1e300}))
        .isDeepEqualTo(new double[][] {{0}, {0}});
  }

  @Test
  void nonsenseIsRefused() {
    for (double c : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Clipping(c))
          .hasMessage("Clipping: need a positive, finite c, got c=" + c);
    }
  }

  @TestFactory
  Stream<DynamicTest> oracle() {
    return OracleCase.of("clipping")
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                        Rows rows = Rows.of(c.input(type));
                        c.assertMatches(
                            rows.mix(new Clipping(c.number("c")).mixing(rows, CONTEXT)).matrix(),
                            type == DataType.FLOAT ? 1e-5 : 1e-9);
                      }
                    }));
  }
}
