package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.oracle.OracleCase;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OptimalALittleIsEnoughTest implements AttackContract {

  @Override
  public Attack attack() {
    return new OptimalALittleIsEnough();
  }

  /** A search may end elsewhere where two factors are equally good up to rounding. */
  @Override
  public double tolerance() {
    return 1e-3;
  }

  private static DoubleFunction<INDArray> forged(INDArray updates) {
    INDArray mean = OptimalAttacks.mean(updates);
    INDArray deviation = OptimalAttacks.deviation(updates);
    return factor -> deviation.mul(factor).addi(mean);
  }

  static Stream<Aggregator> rules() {
    return Stream.of(new CoordinateWiseMedian(), new TrimmedMean(3));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void comesUpToAGridSearch(Aggregator rule) {
    INDArray updates = OptimalAttacks.rows(5, 1);
    double largest = OptimalAttacks.largestOnAGrid(updates, rule, forged(updates));
    new OptimalALittleIsEnough().forge(OptimalAttacks.context(updates, rule));
    assertThat(OptimalAttacks.shift(updates, rule, updates.getRow(10, true)))
        .isGreaterThanOrEqualTo(0.99 * largest);
  }

  /** 20 evaluations: 0, 10, -10 and 17 doublings; both sides are equally good up to rounding. */
  @Test
  void goesAsFarAsItCanAgainstTheMean() {
    INDArray updates = OptimalAttacks.rows(3, 2);
    double z = 10 * (Math.pow(2, 18) - 1);
    new OptimalALittleIsEnough().forge(OptimalAttacks.context(updates, new Mean()));
    INDArray sent = updates.getRow(9, true);
    boolean up = sent.getDouble(0) > 0;
    OracleCase.assertRelativelyClose("mean", sent, forged(updates).apply(up ? z : -z), 1e-12);
  }

  @Test
  void theServersRequirementIsItsOwn() {
    INDArray updates = OptimalAttacks.rows(3, 3);
    assertThatThrownBy(
            () -> new OptimalALittleIsEnough().forge(OptimalAttacks.context(updates, new Krum(5))))
        .hasMessageContaining("Krum: need m >= 2q+3");
  }

  @Test
  void rowsThatTheServerWouldDropAreLeftOutOfTheSearch() {
    INDArray updates = OptimalAttacks.rows(4, 4);
    INDArray screened = Nd4j.pullRows(updates, 1, new int[] {0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    updates.putScalar(2, 1, Double.NaN);
    new OptimalALittleIsEnough().forge(OptimalAttacks.context(updates, new TrimmedMean(4)));
    new OptimalALittleIsEnough()
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
    new OptimalALittleIsEnough().forge(OptimalAttacks.context(updates, new Krum(0)));
    assertThat(updates.getRow(10).toDoubleVector()).containsOnly(0);
  }

  @Test
  void rowsOfAbsentAttackersThatStandInArePartOfTheSearch() {
    INDArray updates = OptimalAttacks.rows(4, 6);
    INDArray alone = updates.dup();
    new OptimalALittleIsEnough()
        .forge(
            new AttackContext(
                    updates, new int[] {9}, Nd4j.zeros(1, 4), 1, new MultiKrum(3, 5), 4, 17)
                .withStandIns(10, 11));
    new OptimalALittleIsEnough()
        .forge(
            new AttackContext(alone, new int[] {9}, Nd4j.zeros(1, 4), 1, new MultiKrum(3, 5), 4, 17)
                .without(10, 11));
    assertThat(updates.getRow(10).toDoubleVector()).containsOnly(0);
    assertThat(OptimalAttacks.mean(updates).distance2(updates.getRow(9, true))).isPositive();
    // Nine honest rows and one are less than q=3 needs: without the others nothing is found.
    assertThat(alone.getRow(9, true).distance2(updates.getRow(9, true))).isPositive();
  }

  @Test
  void standInsThatTheServerDropsCountAgainstIt() {
    INDArray updates = OptimalAttacks.rows(4, 4);
    INDArray screened = Nd4j.pullRows(updates, 1, IntStream.range(0, 11).toArray());
    updates.putScalar(11, 1, Double.NaN);
    new OptimalALittleIsEnough()
        .forge(
            new AttackContext(
                    updates, new int[] {9, 10}, Nd4j.zeros(1, 4), 1, new TrimmedMean(4), 4, 17)
                .withStandIns(11));
    new OptimalALittleIsEnough()
        .forge(
            new AttackContext(
                screened, new int[] {9, 10}, Nd4j.zeros(1, 4), 1, new TrimmedMean(3), 4, 17));
    OracleCase.assertRelativelyClose(
        "screened", updates.getRow(10, true), screened.getRow(10, true), 1e-12);
  }
}
