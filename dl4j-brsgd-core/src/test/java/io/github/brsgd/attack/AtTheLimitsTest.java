package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Attacks where numbers end, rules fail and matrices are narrow. */
class AtTheLimitsTest {

  private static AttackContext context(INDArray updates, Aggregator rule, int... byzantine) {
    return new AttackContext(updates, byzantine, Nd4j.zeros(1, updates.size(1)), 0.1, rule, 0, 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"min-max:direction=mean", "min-sum:direction=mean", "min-max", "min-sum"})
  void whereHonestRowsAgreeNothingIsSentButTheirValue(String attack) {
    float huge = 3e38f;
    INDArray rows =
        Nd4j.createFromArray(
            new float[][] {{1, huge, 0}, {1, -huge, 0}, {1, huge, 0}, {1, -huge, 0}, {1, 1, 1}});
    Catalog.standard().attack(attack).forge(context(rows, new CoordinateWiseMedian(), 4));
    assertThat(rows.getFloat(4, 2)).isZero();
  }

  @Test
  void aSmallScaleIsSmallHoweverLargeTheSum() {
    INDArray rows = Nd4j.createFromArray(new float[][] {{3e38f}, {3e38f}, {1}});
    new Omniscient(1e-30).forge(context(rows, new CoordinateWiseMedian(), 2));
    assertThat(rows.getFloat(2, 0)).isCloseTo(-6e8f, within(1e3f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"optimal-ipm", "optimal-alie", "one-coordinate"})
  void aRuleThatFailsIsTheServersConcern(String attack) {
    INDArray rows = Nd4j.rand(7, 4);
    rows.putScalar(0, 0, Double.NaN);
    Catalog.standard().attack(attack).forge(context(rows, new Monna(2, 0), 5, 6));
    assertThat(rows.getRow(6).isNaN().any()).isFalse();
  }

  @Test
  void statisticsHaveCoordinatesOfTheirOwn() {
    INDArray gradients = Nd4j.rand(7, 40);
    INDArray statistics = Nd4j.rand(7, 4);
    INDArray chosen = statistics.dup();
    OneCoordinate attack = new OneCoordinate(20);
    attack.forgeStatistics(
        context(statistics, new CoordinateWiseMedian(), 6),
        context(gradients, new CoordinateWiseMedian(), 6));
    new OneCoordinate().forge(context(chosen, new CoordinateWiseMedian(), 6));
    assertThat(statistics).isEqualTo(chosen);
  }
}
