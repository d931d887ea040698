package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletTest {

  private static final int COUNT = 10;
  private static final int DRAWS = 20_000;

  /** Bins of [0, 1]: sums of some proportions are Beta distributed. */
  private static void assertBeta(
      double alpha, int summed, ToDoubleFunction<double[]> sum, long seed) {
    double[] edges = {0, 1e-6, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 0.99, 1};
    SplittableRandom random = new SplittableRandom(seed);
    long[] seen = new long[edges.length - 1];
    for (int i = 0; i < DRAWS; i++) {
      double value = sum.applyAsDouble(Dirichlet.proportions(alpha, COUNT, random));
      int bin = 0;
      while (bin < seen.length - 1 && value >= edges[bin + 1]) {
        bin++;
      }
      seen[bin]++;
    }
    BetaDistribution beta = new BetaDistribution(summed * alpha, (COUNT - summed) * alpha);
    ChiSquare.assertFits(
        seen,
        IntStream.range(0, seen.length)
            .mapToDouble(bin -> DRAWS * beta.probability(edges[bin], edges[bin + 1]))
            .toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 1, 1.5, 10})
  void proportionsAreBetaDistributed(double alpha) {
    assertBeta(alpha, 1, p -> p[0], 1);
    assertBeta(alpha, 1, p -> p[COUNT - 1], 2);
    assertBeta(alpha, 3, p -> p[1] + p[4] + p[5], 3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-3, 0.1, 1, 1e6, 1e17, 1e300})
  void noAlphaBreaksThem(double alpha) {
    SplittableRandom random = new SplittableRandom(3);
    int[] largest = new int[COUNT];
    for (int i = 0; i < 1000; i++) {
      double[] logs = Dirichlet.logarithms(alpha, COUNT, random);
      assertThat(Arrays.stream(logs).boxed())
          .allMatch(log -> Double.isFinite(log) && log <= 0)
          .contains(0.0);
      double[] proportions = Dirichlet.proportions(alpha, COUNT, random);
      assertThat(Arrays.stream(proportions)).allMatch(p -> p >= 0 && p <= 1);
      assertThat(Arrays.stream(proportions).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
      for (int j = 0; j < COUNT; j++) {
        largest[j] += proportions[j] > 0.5 ? 1 : 0;
        if (alpha >= 1e6) {
          assertThat(proportions[j]).isBetween(0.09, 0.11);
        }
      }
    }
    if (alpha <= 1e-3) {
      // Nearly all of a draw is one proportion, each as often: 100 expected, deviation 9.5.
      assertThat(Arrays.stream(largest)).allMatch(count -> count > 50 && count < 150);
    }
  }

  @Test
  void whatHasRunOutIsDrawnNoMore() {
    SplittableRandom random = new SplittableRandom(4);
    double[] logs = {0, -Double.MAX_VALUE, -1e308, Math.log(0.5)};
    long[] seen = new long[4];
    for (int i = 0; i < 3000; i++) {
      seen[Dirichlet.draw(logs, new int[] {1, 1, 1, 1}, random)]++;
    }
    ChiSquare.assertFits(new long[] {seen[0], seen[3]}, new double[] {2000, 1000});
    assertThat(seen[1] + seen[2]).isZero();
    assertThat(Dirichlet.draw(logs, new int[] {0, 1, 3, 0}, random)).isEqualTo(2);
    assertThat(Dirichlet.draw(logs, new int[] {0, 1, 0, 0}, random)).isEqualTo(1);
  }
}
