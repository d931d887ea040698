package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.6, 0.2533471031357997",
    "0.75, 0.6744897501960817",
    "0.975, 1.959963984540054",
    "0.999999, 4.753424308822899"
  })
  void knownValues(double p, double z) {
    assertThat(NormalQuantile.of(p)).isCloseTo(z, within(1e-9));
  }

  @Test
  void invertsTheDistribution() {
    for (double z = 0; z < 5; z += 0.1) {
      assertThat(NormalQuantile.of(NormalQuantile.probability(z))).isCloseTo(z, within(1e-7));
    }
  }
}
