package io.github.brsgd.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.Certification;
import io.github.brsgd.theory.robustness.Minority;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Searches that would refute what is proven: none may find more than kappa. */
class CertificateSearchTest {

  private static final Catalog CATALOG = Catalog.standard();
  private static final Map<String, String> AROUND =
      Map.of("ctma", "ctma:base=median", "gas", "gas:p=2,base=median");

  /** 10,000 and more on demand. */
  private static final int MATRICES = Integer.getInteger("brsgd.matrices", 3_000);

  private static final int LARGEST = 11;

  /** Subsets are searched. */
  private static final int LARGEST_OF_SUBSETS = 7;

  private static List<String> rules() {
    return Stream.concat(
            CATALOG.rules().stream()
                .map(CatalogEntry::id)
                .filter(id -> CATALOG.robustness(id).isPresent()),
            Stream.of("multi-krum:k=1", "multi-krum:k=2"))
        .map(rule -> AROUND.getOrDefault(rule, rule))
        .toList();
  }

  static Stream<String> certified() {
    return Stream.concat(
        rules().stream(),
        Stream.of("nnm+trimmed-mean", "nnm+krum", "arc+median", "arc+nnm+trimmed-mean"));
  }

  static Stream<String> chains() {
    return Stream.of(
            rules().stream(),
            rules().stream().map(rule -> "nnm+" + rule),
            rules().stream().map(rule -> "arc+" + rule),
            Stream.of("arc+nnm+trimmed-mean", "nnm+arc+median", "nnm+nnm+krum"))
        .flatMap(rule -> rule);
  }

  /**
   * Worst of {@code ||A - mean||^2 / (kappa spread^2)} over the matrices; errors without spread
   * count.
   */
  private static double worst(String text, Aggregator fixed, double ofKappa, int matrices) {
    ForgedMatrices source = new ForgedMatrices(text.hashCode());
    SplittableRandom sizes = new SplittableRandom(7);
    double worst = 0;
    int largest = text.contains("smea") || text.contains("diameter") ? LARGEST_OF_SUBSETS : LARGEST;
    for (int n = 0; n < matrices; ) {
      int m = sizes.nextInt(3, largest + 1);
      int q = sizes.nextInt(1, (m - 1) / 2 + 1);
      Aggregator rule = CATALOG.rule(text, q);
      if (!serves(rule, m, q)) {
        continue;
      }
      n++;
      Certification certification = CATALOG.certificate(rule);
      OptionalDouble kappa = certification.kappa(new Minority(m, q));
      assertThat(kappa).as("%s, m=%d", rule, m).isPresent();
      ForgedMatrices.Forged forged = source.next(m, q, sizes.nextInt(2, 6));
      Aggregator asked = fixed == null ? rule : fixed;
      double[] result =
          asked
              .aggregate(Nd4j.createFromArray(forged.rows()), AggregationContext.first(n))
              .vector()
              .toDoubleVector();
      double error = ForgedMatrices.squared(result, forged.mean());
      double allowed = ofKappa * kappa.getAsDouble() * forged.squaredSpread();
      // Rounding, and the tolerance at which the geometric median stops.
      worst = Math.max(worst, error / (allowed + 1e-9));
    }
    return worst;
  }

  private static boolean serves(Aggregator rule, int m, int q) {
    try {
      rule.check(m, q);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("certified")
  void noForgedMatrixExceedsTheBound(String rule) {
    assertThat(worst(rule, null, 1, MATRICES)).isBetween(0.01, 1.0);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("chains")
  void noneOfManyMoreDoes(String rule) {
    assertThat(worst(rule, null, 1, 20 * MATRICES)).isLessThanOrEqualTo(1);
  }

  @Test
  void theSearchWouldRefuteAnotherRuleOrASmallerConstant() {
    assertThat(worst("trimmed-mean", new Mean(), 1, 1000)).isGreaterThan(1e3);
    assertThat(worst("trimmed-mean", new TrimmedMean(0), 1, 1000)).isGreaterThan(1e3);
    assertThat(worst("smea", null, 0.2, MATRICES)).isGreaterThan(1);
    assertThat(worst("median", null, 0.2, MATRICES)).isGreaterThan(1);
  }
}
