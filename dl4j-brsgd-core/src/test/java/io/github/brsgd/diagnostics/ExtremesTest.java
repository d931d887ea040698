package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.random.RandomOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtremesTest {

  private static Extremes most(int t) {
    return new Extremes(t, 3);
  }

  @Test
  void theLargestAndTheSmallest() {
    double[] values = {3, 1, 2, 5, 4};
    assertThat(most(2).largest(values)).containsExactly(0, 0, 0, 1, 1);
    assertThat(most(2).smallest(values)).containsExactly(0, 1, 1, 0, 0);
    double[] far = {0, Double.POSITIVE_INFINITY, 1, Double.POSITIVE_INFINITY, 2};
    assertThat(most(2).largest(far)).containsExactly(0, 1, 0, 1, 0);
  }

  @Test
  void equalValuesShareThePlaceLeftForThem() {
    double third = 1 / 3.0;
    double[] values = {7, 7, 9, 7, 1};
    assertThat(most(2).largest(values)).containsExactly(third, third, 1, third, 0);
    assertThat(most(2).smallest(values)).containsExactly(third, third, 0, third, 1);
    assertThat(most(1).largest(new double[] {0, -0.0, 0})).containsOnly(third);
  }

  /** The share is the chance of a node to be among the t if ties are broken by lot. */
  @Property(tries = 50)
  void sharesAreChancesUnderALot(@ForAll @IntRange(min = 3, max = 9) int n, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int t = 1 + random.nextInt((n - 1) / 2);
    double[] values = IntStream.range(0, n).mapToDouble(i -> random.nextInt(3)).toArray();
    int lots = 4000;
    double[] drawn = new double[n];
    for (int lot = 0; lot < lots; lot++) {
      int[] order = IntStream.range(0, n).toArray();
      RandomOrder.shuffle(order, random);
      IntStream.of(order)
          .boxed()
          .sorted((i, j) -> Double.compare(values[j], values[i]))
          .limit(t)
          .forEach(i -> drawn[i] += 1.0 / lots);
    }
    double[] shares = most(t).largest(values);
    assertThat(shares).containsExactly(drawn, within(0.05));
    assertThat(Arrays.stream(shares).sum()).isCloseTo(t, within(1e-12));
  }

  @Test
  void theChanceIsThatOfAnHonestNodeWhoseRivalsStayAway() {
    assertThat(new Extremes(4, 1).chance(20)).isCloseTo(4.0 / 16, within(1e-15));
    assertThat(new Extremes(4, 3).chance(20)).isCloseTo(0.5, within(1e-15));
    assertThat(new Extremes(1, 1).chance(3)).isCloseTo(0.5, within(1e-15));
    assertThat(new Extremes(4, 3).canTell(9)).isTrue();
    assertThat(new Extremes(4, 3).canTell(8)).isFalse();
    assertThat(new Extremes(1, 3).canTell(2)).isFalse();
  }
}
