package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.oracle.OracleCase;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OptimalInnerProductManipulationTest implements AttackContract {

  @Override
  public Attack attack() {
    return new OptimalInnerProductManipulation();
  }

  /** A search may end elsewhere where two factors are equally good up to rounding. */
  @Override
  public double tolerance() {
    return 1e-3;
  }

  private static DoubleFunction<INDArray> forged(INDArray updates) {
    INDArray mean = OptimalAttacks.mean(updates);
    return factor -> mean.mul(-factor);
  }

  static Stream<Aggregator> rules() {
    return Stream.of(new CoordinateWiseMedian(), new TrimmedMean(3));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void comesUpToAGridSearch(Aggregator rule) {
    INDArray updates = OptimalAttacks.rows(5, 1);
    double largest = OptimalAttacks.largestOnAGrid(updates, rule, forged(updates));
    new OptimalInnerProductManipulation().forge(OptimalAttacks.context(updates, rule));
    assertThat(OptimalAttacks.shift(updates, rule, updates.getRow(10, true)))
        .isGreaterThanOrEqualTo(0.99 * largest);
  }

  /** 20 evaluations: 0, 10, -10 and 17 doublings. */
  @Test
  void goesAsFarAsItCanAgainstTheMean() {
    INDArray updates = OptimalAttacks.rows(3, 2);
    INDArray expected = forged(updates).apply(10 * (Math.pow(2, 18) - 1));
    new OptimalInnerProductManipulation().forge(OptimalAttacks.context(updates, new Mean()));
    OracleCase.assertRelativelyClose("mean", updates.getRow(9, true), expected, 1e-12);
  }

  @Test
  void theServersRequirementIsItsOwn() {
    INDArray updates = OptimalAttacks.rows(3, 3);
    assertThatThrownBy(
            () ->
                new OptimalInnerProductManipulation()
                    .forge(OptimalAttacks.context(updates, new Krum(5))))
        .hasMessageContaining("Krum: need m >= 2q+3");
  }

  @Test
  void rowsThatTheServerWouldDropAreLeftOutOfTheSearch() {
    INDArray updates = OptimalAttacks.rows(4, 4);
    INDArray screened = Nd4j.pullRows(updates, 1, new int[] {0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    updates.putScalar(2, 1, Double.NaN);
    new OptimalInnerProductManipulation()
        .forge(OptimalAttacks.context(updates, new TrimmedMean(4)));
    new OptimalInnerProductManipulation()
        .forge(
            new AttackContext(
                screened, new int[] {8, 9, 10}, Nd4j.zeros(1, 4), 1, new TrimmedMean(3), 4, 17));
    OracleCase.assertRelativelyClose(
        "screened", updates.getRow(10, true), screened.getRow(9, true), 1e-12);
  }

  @Test
  void aRoundThatFailsAnywayIsLeftAlone() {
    INDArray updates = OptimalAttacks.rows(4, 5);
    updates.putScalar(2, 1, Double.NaN);
    new OptimalInnerProductManipulation().forge(OptimalAttacks.context(updates, new Krum(0)));
    assertThat(updates.getRow(10).toDoubleVector()).containsOnly(0);
  }

  /** The median of -1, 1, 3 and the forged row is 0 or 2: as far from the mean of 1 either way. */
  @Test
  void ofEqualShiftsItTakesTheOneAgainstTheMean() {
    assertThat(
            AttackContract.forge(
                attack(), 1, new double[] {-1}, new double[] {1}, new double[] {3}))
        .containsExactly(-10);
  }

  @Test
  void aRoundThatLosesAsManyRowsAsTheServerStandsIsStillAttacked() {
    INDArray updates = OptimalAttacks.rows(4, 6);
    updates.putScalar(2, 1, Double.NaN);
    new OptimalInnerProductManipulation()
        .forge(OptimalAttacks.context(updates, new TrimmedMean(1)));
    assertThat(updates.getRow(10).norm2Number().doubleValue()).isGreaterThan(1e3);
  }
}
