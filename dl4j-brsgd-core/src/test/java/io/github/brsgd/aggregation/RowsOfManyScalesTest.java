package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two attackers send huge opposite rows, which leave the mean where it was, the others tiny ones.
 * The entries of the rules' matrices then differ by as many orders of magnitude as the type has.
 */
class RowsOfManyScalesTest {

  static Stream<Aggregator> rules() {
    return Stream.of(new DivideAndConquer(3), new IterativeFilter(3), new Smea(3));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void twoThatQlStepsDoNotDecompose(Aggregator rule) {
    double[][] five = {{-0.2}, {0.6}, {0.6}, {0.9}, {1e37}, {-1e37}};
    double[][] seven = {{-0.6}, {0.1}, {0}, {0.8}, {1e30}, {-1e30}, {-1e-36}};
    assertIsNearHonest(rule.tolerating(2), five, DataType.FLOAT);
    assertIsNearHonest(rule, seven, DataType.FLOAT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void attackersDoNotStopARule(Aggregator rule) {
    SplittableRandom random = new SplittableRandom(1);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (int t = 0; t < 1000; t++) {
        int q = 2 + random.nextInt(rule instanceof Smea ? 2 : 7);
        double[][] rows = rows(2 * q + 1, q, 1 + random.nextInt(3), type, random);
        assertIsNearHonest(rule.tolerating(q), rows, type);
      }
    }
  }

  private static double[][] rows(int m, int q, int d, DataType type, SplittableRandom random) {
    int digits = type == DataType.FLOAT ? 36 : 140;
    double large = Math.pow(10, random.nextInt(digits));
    double small = Math.pow(10, -random.nextInt(digits));
    double honest = Math.pow(10, -random.nextInt(digits / 2));
    double[] along = random.doubles(d, -1, 1).toArray();
    double[][] rows = new double[m][d];
    for (int i = 0; i < m; i++) {
      double length = i < m - 2 ? small * random.nextGaussian() : i < m - 1 ? large : -large;
      for (int c = 0; c < d; c++) {
        rows[i][c] = i < m - q ? honest * random.nextGaussian() : length * along[c];
      }
    }
    return rows;
  }

  /** The last two rows are the huge ones. */
  private static void assertIsNearHonest(Aggregator rule, double[][] rows, DataType type) {
    double longest = 0;
    for (int i = 0; i < rows.length - 2; i++) {
      longest = Math.max(longest, Naive.norm(rows[i]));
    }
    INDArray updates = Nd4j.createFromArray(rows).castTo(type);
    INDArray vector = rule.aggregate(updates, AggregatorContract.CONTEXT).vector();
    assertThat(Naive.norm(vector.castTo(DataType.DOUBLE).toDoubleVector()))
        .as("%s of %s", rule, updates)
        .isLessThan(Math.max(2 * longest, 1e-30));
  }
}
