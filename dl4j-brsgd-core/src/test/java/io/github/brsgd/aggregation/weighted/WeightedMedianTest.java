package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Naive;
import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightedMedianTest implements WeightedContract {

  @Override
  public WeightedMedian rule(NodeWeights weights, double share) {
    return new WeightedMedian(weights, share);
  }

  @Override
  public Aggregator plain(int q) {
    return new CoordinateWiseMedian();
  }

  @Override
  public double[] definition(double[][] rows, double[] weights, double share) {
    return NaiveWeighted.median(rows, weights);
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new WeightedMedian(NodeWeights.of(3, 1, 1), 0.2),
                new double[] {0, 5},
                new double[] {1, 9},
                new double[] {8, 7}))
        .containsExactly(0, 5);
  }

  @Test
  void halfOfTheWeightIsBetweenTwoValues() {
    assertThat(
            AggregatorContract.values(
                new WeightedMedian(NodeWeights.of(0.1, 0.1, 0.3, 0.3), 0.2),
                new double[] {4},
                new double[] {0},
                new double[] {2},
                new double[] {7}))
        .containsExactly(3);
  }

  /** The bound that the Javadoc derives; honest rows in two camps come near it. */
  @Test
  void theErrorIsWithinWhatIsProven() {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0;
    for (int n = 0; n < 20_000; n++) {
      int m = random.nextInt(2, 9);
      double[] weights = random.doubles(m, 0.1, 3).toArray();
      int byzantine = random.nextInt(0, m);
      double total = Arrays.stream(weights).sum();
      double held = Arrays.stream(weights, 0, byzantine).sum() / total;
      if (held >= 0.49) {
        continue;
      }
      int camps = random.nextInt(2);
      double[][] rows = Matrices.normal(m, 2, n);
      for (int i = byzantine; i < m && camps == 1; i++) {
        Arrays.fill(rows[i], random.nextInt(2));
      }
      for (int i = 0; i < byzantine; i++) {
        Arrays.fill(rows[i], random.nextInt(2) == 0 ? 1 : 1e6);
      }
      double[][] honest = Arrays.copyOfRange(rows, byzantine, m);
      double[] own = Arrays.copyOfRange(weights, byzantine, m);
      double[] mean = NaiveWeighted.mean(honest, own);
      double spread = 0;
      for (int i = 0; i < honest.length; i++) {
        double distance = Naive.norm(Naive.minus(honest[i], mean));
        spread += own[i] * distance * distance / Arrays.stream(own).sum();
      }
      double error =
          Naive.norm(
              Naive.minus(
                  AggregatorContract.values(
                      new WeightedMedian(NodeWeights.of(weights), held), rows),
                  mean));
      double bound = spread / (1 - 2 * held);
      assertThat(error * error).as("n=%d", n).isLessThanOrEqualTo(bound * (1 + 1e-9) + 1e-20);
      worst = Math.max(worst, bound > 1e-9 ? error * error / bound : 0);
    }
    assertThat(worst).isGreaterThan(0.9);
  }
}
