package io.github.brsgd.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.schedule.BrsgdSchedule;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IterateWeightsTest {

  private static final double[] STEPS = steps(0.7, 0.6, 60);

  static double[] steps(double alpha0, double p, int rounds) {
    BrsgdSchedule schedule = new BrsgdSchedule(alpha0, p);
    return IntStream.range(0, rounds).mapToDouble(k -> schedule.valueAt(k, 0)).toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 1, 50})
  void weightsAreThoseOfTheProductFormula(double product) {
    double[] weights = new IterateWeights(product).weights(STEPS);
    for (int k = 0; k < STEPS.length; k++) {
      assertThat(weights[k])
          .isCloseTo(
              Exact.weight(STEPS, k, product).doubleValue(), Percentage.withPercentage(1e-11));
    }
  }

  @Test
  void weightsByHand() {
    // steps 1, 1/2; L A' = 1: W_0 = 1/2, W_1 = 1/2 * 1/2 / (1 + 1/4) = 1/5
    assertThat(new IterateWeights(1).weights(new double[] {1, 0.5}))
        .containsExactly(new double[] {0.5, 0.2}, Offset.offset(1e-15));
  }

  @Test
  void boundedVarianceDrawsInProportionToTheSteps() {
    double sum = Arrays.stream(STEPS).sum();
    double[] law = new IterateWeights(0).probabilities(STEPS);
    for (int k = 0; k < STEPS.length; k++) {
      assertThat(law[k]).isEqualTo(STEPS[k] / sum, Offset.offset(1e-15));
    }
  }

  @Test
  void lawSumsToOneNeverRisesAndIsThatOfExactWeights() {
    double product = 2;
    double[] law = new IterateWeights(product).probabilities(STEPS);
    assertThat(Arrays.stream(law).sum()).isEqualTo(1, Offset.offset(1e-14));
    BigDecimal total =
        IntStream.range(0, STEPS.length)
            .mapToObj(k -> Exact.weight(STEPS, k, product))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    for (int k = 0; k < law.length; k++) {
      assertThat(law[k])
          .isCloseTo(
              Exact.over(Exact.weight(STEPS, k, product), total).doubleValue(),
              Percentage.withPercentage(1e-11));
      assertThat(k == 0 || law[k] <= law[k - 1]).isTrue();
    }
    assertThat(new IterateWeights(3).probabilities(new double[] {0.2})).containsExactly(1);
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> new IterateWeights(-1)).hasMessageContaining("L A'");
    IterateWeights weights = new IterateWeights(1);
    assertThatThrownBy(() -> weights.weights(new double[0])).hasMessageContaining("K=0");
    assertThatThrownBy(() -> weights.weights(new double[] {1, 0})).hasMessageContaining("step");
    assertThatThrownBy(() -> weights.weights(new double[] {Double.NaN}))
        .hasMessageContaining("NaN");
  }
}
