package io.github.brsgd.examples.advanced.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LandscapeTest {

  private static double[] random(SplittableRandom random) {
    return IntStream.range(0, Landscape.DIMENSION)
        .mapToDouble(j -> 3 * random.nextGaussian())
        .toArray();
  }

  @Test
  void gradientIsThatOfFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      double[] w = random(random);
      double[] gradient = Landscape.gradient(w);
      for (int j = 0; j < w.length; j++) {
        double[] up = w.clone();
        double[] down = w.clone();
        up[j] += 1e-5;
        down[j] -= 1e-5;
        assertThat((Landscape.value(up) - Landscape.value(down)) / 2e-5)
            .isEqualTo(gradient[j], Offset.offset(1e-4));
      }
    }
  }

  @Test
  void gradientIsLipschitzWithItsConstantAndNoSmallerOne() {
    SplittableRandom random = new SplittableRandom(2);
    double largest = 0;
    for (int i = 0; i < 10_000; i++) {
      double[] w = random(random);
      double[] v = w.clone();
      int j = random.nextInt(w.length);
      v[j] += random.nextGaussian() / 100;
      double[] difference = Landscape.gradient(w);
      double[] other = Landscape.gradient(v);
      difference[j] -= other[j];
      largest = Math.max(largest, Math.abs(difference[j]) / Math.abs(w[j] - v[j]));
    }
    assertThat(largest).isBetween(0.99 * Landscape.SMOOTHNESS, Landscape.SMOOTHNESS * (1 + 1e-9));
  }

  @Test
  void neverBelowItsLowestValue() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      assertThat(Landscape.value(random(random))).isPositive();
    }
    double[] far = new double[Landscape.DIMENSION];
    far[0] = 1e12;
    assertThat(Landscape.value(far)).isLessThan(1e-5);
    assertThat(Landscape.value(Landscape.start()))
        .isEqualTo(2 + 1.5 * 9 * (1 - Math.cos(2)), Offset.offset(1e-12));
  }
}
