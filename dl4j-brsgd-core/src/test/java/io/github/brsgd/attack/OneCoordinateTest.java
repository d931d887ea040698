package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.linalg.Matrices;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OneCoordinateTest implements AttackContract {

  @Override
  public Attack attack() {
    return new OneCoordinate();
  }

  /** A search may end elsewhere where two pushes are equally good up to rounding. */
  @Override
  public double tolerance() {
    return 1e-3;
  }

  /** How far, in honest deviations, the aggregate's coordinate j moves under the attack. */
  private static double moved(Aggregator rule, OneCoordinate attack, int j, int d) {
    INDArray updates = Matrices.array(Matrices.normal(23, d, 5), DataType.FLOAT);
    updates.getColumn(j).muli(2);
    INDArray honest = Nd4j.pullRows(updates, 1, IntStream.range(0, 18).toArray());
    attack.forge(
        new AttackContext(
            updates, new int[] {18, 19, 20, 21, 22}, Nd4j.zeros(1, d), 1, rule, 0, 1));
    INDArray mean = honest.mean(0);
    for (int c = 0; c < d; c++) {
      if (c != j) {
        assertThat(updates.getFloat(20, c)).isEqualTo(mean.getFloat(c), offset());
      }
    }
    INDArray aggregate = rule.aggregate(updates, AggregationContext.first(1)).vector();
    return Math.abs(aggregate.getDouble(j) - mean.getDouble(j)) / honest.std(true, 0).getDouble(j);
  }

  private static Offset<Float> offset() {
    return Offset.offset(1e-5f);
  }

  @Test
  void krumFollowsFarAndBulyanDoesNot() {
    assertThat(moved(new Krum(5), new OneCoordinate(), 7, 1000)).isBetween(8.0, 25.0);
    assertThat(moved(new Bulyan(5, Bulyan.Base.KRUM), new OneCoordinate(), 7, 1000)).isLessThan(2);
    assertThat(moved(new CoordinateWiseMedian(), new OneCoordinate(), 7, 1000)).isLessThan(1);
    assertThat(moved(new Mean(), new OneCoordinate(), 7, 1000)).isGreaterThan(1e6);
  }

  @Test
  void theCoordinateCanBeGiven() {
    assertThat(moved(new Krum(5), new OneCoordinate(7), 7, 300)).isGreaterThan(4);
    assertThatThrownBy(() -> moved(new Krum(5), new OneCoordinate(300), 7, 300))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("OneCoordinate: need index < d, got index=300, d=300");
    assertThatThrownBy(() -> new OneCoordinate(-1))
        .hasMessage("OneCoordinate: need index >= 0, got index=-1");
  }

  /** Against a plain scan over pushes of 0, 0.02, 0.04, ... up to 50 either way. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void comesUpToAScan(long seed) {
    INDArray updates = OptimalAttacks.rows(100, seed);
    INDArray mean = OptimalAttacks.mean(updates);
    Aggregator rule = new Krum(3);
    double largest = 0;
    for (int i = -2500; i <= 2500; i++) {
      largest = Math.max(largest, coordinate(updates, rule, mean, i * 0.02));
    }
    new OneCoordinate(4).forge(OptimalAttacks.context(updates, rule));
    double delta = updates.getDouble(9, 4) - mean.getDouble(4);
    assertThat(coordinate(updates, rule, mean, delta)).isGreaterThan(0.9 * largest);
  }

  private static double coordinate(INDArray updates, Aggregator rule, INDArray mean, double delta) {
    INDArray sent = updates.dup();
    for (int node = 9; node < 12; node++) {
      sent.getRow(node, true).assign(mean);
      sent.putScalar(node, 4, mean.getDouble(4) + delta);
    }
    INDArray aggregate = rule.aggregate(sent, AggregationContext.first(1)).vector();
    return Math.abs(aggregate.getDouble(4) - mean.getDouble(4));
  }

  /** The median of 1, 3, 8 and the forged value is 2 at least and 5.5 at most; the mean is 4. */
  @Test
  void goesToTheSideWhereTheAggregateMovesFarther() {
    double[] sent =
        AttackContract.forge(
            new OneCoordinate(), 1, new double[] {1}, new double[] {3}, new double[] {8});
    assertThat(sent[0]).isLessThanOrEqualTo(1);
  }

  /**
   * The search works on a copy then; two can push the median from 4 up to 8, but down to 1 only.
   */
  @Test
  void whatItFoundIsSentByAllThoughAnHonestRowIsLost() {
    INDArray updates =
        Nd4j.createFromArray(new double[][] {{1}, {Double.NaN}, {3}, {8}, {77}, {78}});
    new OneCoordinate().forge(AttackContract.context(updates, 4, 5));
    double sent = updates.getDouble(4, 0);
    assertThat(sent).isBetween(8.0, 70.0);
    assertThat(updates.getDouble(5, 0)).isEqualTo(sent);
  }

  /** 40 evaluations against the mean: 0, one step up, one down, and 37 doublings upwards. */
  @ParameterizedTest
  @CsvSource({"3, 0, 3", "-3, 0, 3", "0, 0, 1", "2, 1, 1"})
  void theFirstStepIsTheDeviationOrElseTheMeanOrElseOne(double mean, double apart, double step) {
    INDArray updates =
        Nd4j.createFromArray(new double[][] {{mean - apart}, {mean}, {mean + apart}, {0}});
    new OneCoordinate(0)
        .forge(new AttackContext(updates, new int[] {3}, Nd4j.zeros(1, 1), 1, new Mean(), 0, 1));
    double expected = mean + step * (Math.pow(2, 38) - 1);
    assertThat(updates.getDouble(3, 0)).isCloseTo(expected, within(1e-12 * expected));
  }
}
