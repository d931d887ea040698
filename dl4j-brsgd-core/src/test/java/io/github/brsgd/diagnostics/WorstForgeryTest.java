package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.linalg.Rows;
import org.junit.jupiter.api.Test;

class WorstForgeryTest {

  private static final int M = 13;
  private static final int Q = 3;
  private static final HonestRows HONEST = HonestRows.alike(M - Q, 40, 1);

  private static WorstForgery against(Aggregator rule) {
    return new WorstForgery(rule, HONEST, Q, 2);
  }

  @Test
  void theMeanIsCarriedAway() {
    assertThat(against(new Mean()).search().distance()).isGreaterThan(1e4);
    assertThat(against(new Mean()).worstCoordinate()).isGreaterThan(1e4);
    assertThat(against(new Mean()).withoutAttack()).isLessThan(0.3);
  }

  @Test
  void theSearchFindsMoreThanNothingAndLessThanIsProven() {
    // Allouah et al. 2023, "Fixing by mixing", table 1: ||A - mu||^2 <= kappa spread^2.
    double share = (double) Q / (M - 2 * Q);
    check(new TrimmedMean(Q), 6 * share * (1 + share));
    check(new CoordinateWiseMedian(), 4 * (1 + share) * (1 + share));
    check(new GeometricMedian(), 4 * (1 + share) * (1 + share));
  }

  private static void check(Aggregator rule, double kappa) {
    double found = against(rule).search().distance();
    assertThat(found)
        .as("%s", rule)
        .isLessThan(Math.sqrt(kappa))
        .isGreaterThan(against(rule).withoutAttack());
  }

  @Test
  void divideAndConquerIsOpenToRowsOfVeryDifferentLengths() {
    assertThat(against(new DivideAndConquer(Q)).search())
        .satisfies(
            found -> assertThat(found.distance()).isGreaterThan(1e3),
            found -> assertThat(found.family()).endsWith("ladder"));
  }

  @Test
  void krumIsOpenInOneCoordinateWhereTheMedianIsNot() {
    assertThat(against(new Krum(Q)).worstCoordinate())
        .isGreaterThan(3 * against(new CoordinateWiseMedian()).worstCoordinate());
  }

  @Test
  void theLadderOfManyAttackersStaysFinite() {
    int q = 180;
    Aggregator finite =
        (updates, context) -> {
          assertThat(Rows.of(updates).nonFinite()).isEmpty();
          assertThat(Rows.of(updates).squaredNorms()).doesNotContain(Double.POSITIVE_INFINITY);
          return new Aggregation(updates.getRow(0, true).dup());
        };
    WorstForgery.Found found =
        new WorstForgery(finite, HonestRows.alike(q + 1, 1, 1), q, 2).search();
    assertThat(found.distance()).isPositive();
  }
}
