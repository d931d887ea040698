package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MinSumTest implements AttackContract {

  @Override
  public Attack attack() {
    return new MinSum();
  }

  @Test
  void example() {
    assertThat(AttackContract.forge(new MinSum(), 2, new double[] {1}, new double[] {3})[0])
        .isCloseTo(1, within(1e-12));
    assertThat(new MinSum().direction()).isEqualTo(Direction.DEVIATION);
  }

  /** The largest step that the condition allows, found by halving an interval. */
  @ParameterizedTest
  @EnumSource
  void reachesAsFarAsItsConditionAllows(Direction direction) {
    for (int d : new int[] {1, 2, 7, 64}) {
      for (int h : new int[] {2, 3, 8}) {
        double[][] honest = Matrices.normal(h, d, 37L * d + h);
        double most = 0;
        for (double[] row : honest) {
          most = Math.max(most, NaiveDistances.sum(honest, row));
        }
        double[] expected =
            NaiveDistances.farthest(honest, direction, x -> NaiveDistances.sum(honest, x), most);
        assertThat(AttackContract.forge(new MinSum(direction), 1, honest))
            .as("%s h=%d d=%d", direction, h, d)
            .containsExactly(expected, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalRowsAreCopied(Direction direction) {
    assertThat(
            AttackContract.forge(
                new MinSum(direction), 2, new double[] {3, -1}, new double[] {3, -1}))
        .containsExactly(new double[] {3, -1}, within(1e-12));
    assertThat(AttackContract.forge(new MinSum(direction), 1, new double[1], new double[1]))
        .containsExactly(0);
  }
}
