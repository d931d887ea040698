package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.theory.robustness.Minority;
import org.junit.jupiter.api.Test;

class MeasuredKappaTest {

  private static final Minority MINORITY = new Minority(9, 2);

  @Test
  void itLiesBetweenTheFloorAndWhatIsProven() {
    for (String text : new String[] {"trimmed-mean", "median", "krum", "nnm+median"}) {
      MeasuredKappa found = MeasuredKappa.of(Catalog.standard().rule(text, 2), MINORITY, 3, 1);
      double proven =
          Catalog.standard()
              .certificate(Catalog.standard().rule(text, 2))
              .kappa(MINORITY)
              .orElseThrow();
      assertThat(found.kappa()).as(text).isBetween(MINORITY.floor() * (1 - 1e-6), proven);
    }
    assertThat(MeasuredKappa.of(new Mean(), new Minority(9, 2), 3, 1).kappa()).isGreaterThan(1e6);
  }

  @Test
  void oneSeedOneResult() {
    TrimmedMean rule = new TrimmedMean(2);
    assertThat(MeasuredKappa.of(rule, MINORITY, 2, 3))
        .isEqualTo(MeasuredKappa.of(rule, MINORITY, 2, 3));
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    assertThatThrownBy(() -> MeasuredKappa.of(new Krum(3), new Minority(7, 3), 2, 1))
        .hasMessageContaining("Krum: need m >= 2q+3");
    assertThatThrownBy(() -> MeasuredKappa.of(new CoordinateWiseMedian(), new Minority(7, 0), 2, 1))
        .hasMessageContaining("q: need >= 1");
    assertThatThrownBy(() -> HonestRows.of(new double[][] {{1}, {1, 2}}))
        .hasMessageContaining("equal lengths");
    HonestRows equal = HonestRows.camps(3, 2, 0);
    assertThatThrownBy(() -> new WorstForgery(new Mean(), equal, 1, 1))
        .hasMessageContaining("spread of the honest rows");
  }
}
