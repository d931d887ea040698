package io.github.brsgd.training.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.IterateWeights;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class IterateSamplerTest {

  private static final int ROUNDS = 20;
  private static final int RUNS = 20_000;

  /** The chance that a correct sampler fails a test of the law; seeds are fixed, so it does not. */
  private static final double FALSE_ALARM = 1e-3;

  private static final BrsgdSchedule SCHEDULE = new BrsgdSchedule(0.8, 0.6);

  private static INDArray point(int k) {
    return Nd4j.scalar((float) k).reshape(1, 1);
  }

  private static void offer(IterateSampler sampler, int from, int to) {
    for (int k = from; k < to; k++) {
      sampler.offer(k, SCHEDULE.valueAt(k, 0), point(k));
    }
  }

  private static double[] law(IterateWeights weights) {
    return weights.probabilities(
        IntStream.range(0, ROUNDS).mapToDouble(k -> SCHEDULE.valueAt(k, 0)).toArray());
  }

  /** Draws many times over the rounds; one vector stands for all iterates. */
  private static void assertLaw(IterateWeights weights, int stopAt, boolean newSeed) {
    INDArray vector = point(0);
    int[] counts = new int[ROUNDS];
    for (int run = 0; run < RUNS; run++) {
      IterateSampler sampler = new IterateSampler(weights, run);
      for (int k = 0; k < ROUNDS; k++) {
        if (k == stopAt) {
          long seed = newSeed ? RUNS + run : run;
          sampler = IterateSampler.resume(weights, seed, sampler.sample().orElseThrow());
        }
        sampler.offer(k, SCHEDULE.valueAt(k, 0), vector);
      }
      counts[sampler.sample().orElseThrow().round()]++;
    }
    double[] law = law(weights);
    double statistic = 0;
    for (int k = 0; k < ROUNDS; k++) {
      double expected = RUNS * law[k];
      statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
    }
    assertThat(statistic)
        .isLessThan(
            new ChiSquaredDistribution(ROUNDS - 1).inverseCumulativeProbability(1 - FALSE_ALARM));
  }

  @ParameterizedTest
  @CsvSource({"0", "2"})
  void followsTheLaw(double product) {
    assertLaw(new IterateWeights(product), -1, false);
  }

  @ParameterizedTest
  @CsvSource({"1,false", "7,false", "7,true", "19,true"})
  void resumedRunFollowsTheSameLaw(int stopAt, boolean newSeed) {
    assertLaw(new IterateWeights(2), stopAt, newSeed);
  }

  @Test
  void anotherLawWouldBeNoticed() {
    // The weights of L A' = 2 drawn, those of L A' = 0 expected: the test has the power to tell.
    double[] drawn = law(new IterateWeights(2));
    double[] other = law(new IterateWeights(0));
    double statistic = 0;
    for (int k = 0; k < ROUNDS; k++) {
      statistic += RUNS * (drawn[k] - other[k]) * (drawn[k] - other[k]) / other[k];
    }
    assertThat(statistic)
        .isGreaterThan(
            2
                * new ChiSquaredDistribution(ROUNDS - 1)
                    .inverseCumulativeProbability(1 - FALSE_ALARM));
  }

  @Test
  void holdsTheParametersOfTheRoundItNames() {
    for (int seed = 0; seed < 50; seed++) {
      IterateSampler sampler = new IterateSampler(new IterateWeights(0), seed);
      offer(sampler, 0, ROUNDS);
      SampledIterate sample = sampler.sample().orElseThrow();
      assertThat(sample.parameters().getDouble(0)).isEqualTo(sample.round());
      assertThat(sample.offered()).isEqualTo(ROUNDS);
    }
  }

  @Test
  void resumedSamplerOfTheSameSeedDrawsTheSame() {
    IterateWeights weights = new IterateWeights(1);
    for (int seed = 0; seed < 50; seed++) {
      IterateSampler whole = new IterateSampler(weights, seed);
      offer(whole, 0, ROUNDS);
      IterateSampler first = new IterateSampler(weights, seed);
      offer(first, 0, 8);
      IterateSampler second = IterateSampler.resume(weights, seed, first.sample().orElseThrow());
      offer(second, 8, ROUNDS);
      assertThat(second.sample()).isEqualTo(whole.sample());
    }
  }

  @Test
  void neitherInputNorResultIsShared() {
    INDArray point = point(3);
    IterateSampler sampler = new IterateSampler(new IterateWeights(0), 1);
    sampler.offer(0, 1, point);
    point.assign(99);
    SampledIterate sample = sampler.sample().orElseThrow();
    assertThat(sample.parameters().getDouble(0)).isEqualTo(3);
    sample.parameters().assign(98);
    assertThat(sampler.sample().orElseThrow().parameters().getDouble(0)).isEqualTo(3);
  }

  @Test
  void badInputIsNamed() {
    IterateSampler sampler = new IterateSampler(new IterateWeights(0), 1);
    assertThat(sampler.sample()).isEmpty();
    for (double step : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> sampler.offer(4, step, point(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("round 4")
          .hasMessageContaining("alpha_k=" + step);
    }
    sampler.offer(0, 1, point(0));
    assertThatThrownBy(() -> sampler.offer(1, 1, Nd4j.zeros(1, 2)))
        .hasMessageContaining("d=1, got 2");
    assertThatThrownBy(() -> new SampledIterate(-1, point(0), 1, 1, 1, 1))
        .hasMessageContaining("round=-1");
    assertThatThrownBy(() -> new SampledIterate(0, point(0), 1, Double.NaN, 1, 1))
        .hasMessageContaining("totalWeight=NaN");
  }
}
