package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows 3 + x and 3 - x stand out equally, whatever arithmetic makes of it: the lower index is kept.
 */
class EqualScoresTest {

  static Stream<Aggregator> rules() {
    return Stream.of(new DivideAndConquer(1), new Smea(1));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ofTwoOppositeRowsTheLaterIsDropped(Aggregator rule) {
    for (int seed = 1; seed <= 300; seed++) {
      int m = 4 + 2 * (seed % 5);
      double[][] half = Matrices.normal(m / 2, 1 + seed % 4, seed);
      int[] order = order(m, seed);
      double[][] rows = new double[m][];
      for (int i = 0; i < m; i++) {
        double sign = order[i] % 2 == 0 ? 1 : -1;
        rows[i] =
            Arrays.stream(half[order[i] / 2]).map(x -> 3 + sign * Math.rint(1024 * x)).toArray();
      }
      double[] weights =
          rule.aggregate(Nd4j.createFromArray(rows), AggregatorContract.CONTEXT).rowWeights();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < i && weights[i] > 0; j++) {
          if (order[i] / 2 == order[j] / 2) {
            assertThat(weights[j]).as("row %d, opposite %d, seed %d", j, i, seed).isPositive();
          }
        }
      }
    }
  }

  /** The mean is 3 and the median is not, so that the Gram matrix is not as symmetric. */
  @Test
  void aroundAMeanThatIsNotTheMedianToo() {
    for (int b = 1; b <= 20; b++) {
      for (int a = 2 * b + 3; a <= 60; a++) {
        double[][] rows = {{3 + b}, {3 - a}, {3 - 2 * b}, {3 + a}, {3 + b}};
        double[] weights =
            new DivideAndConquer(1)
                .aggregate(Nd4j.createFromArray(rows), AggregatorContract.CONTEXT)
                .rowWeights();
        assertThat(weights[3]).as("a = %d, b = %d", a, b).isZero();
      }
    }
  }

  private static int[] order(int m, int seed) {
    int[] order = new int[m];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < m; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return order;
  }
}
