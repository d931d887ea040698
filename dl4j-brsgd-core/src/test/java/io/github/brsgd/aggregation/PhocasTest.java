package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhocasTest implements AggregatorContract {

  @Override
  public Aggregator rule(int q) {
    return new Phocas(q);
  }

  @Test
  void example() {
    assertThat(
            AggregatorContract.values(
                new Phocas(1),
                new double[] {0},
                new double[] {1},
                new double[] {5},
                new double[] {90}))
        .containsExactly(2);
  }

  @Test
  void ofTwoValuesEquallyNearTheTrimmedMeanTheSmallerIsTaken() {
    assertThat(
            AggregatorContract.values(
                new Phocas(1),
                new double[] {-9},
                new double[] {-7},
                new double[] {-7},
                new double[] {-1},
                new double[] {-1}))
        .containsExactly(-6);
  }

  @Test
  void aCentreWhoseSumOverflowsIsFoundAllTheSame() {
    double large = 0.6 * Double.MAX_VALUE;
    assertThat(
            AggregatorContract.values(
                new Phocas(1),
                new double[] {large},
                new double[] {large},
                new double[] {large},
                new double[] {large},
                new double[] {0}))
        .containsExactly(large);
  }
}
