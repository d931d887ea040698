package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.theory.robustness.Certificate;
import io.github.brsgd.theory.robustness.LeastEigenvalueCertificate;
import io.github.brsgd.theory.robustness.Minority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class CertificationTest {

  private static final Catalog CATALOG = Catalog.of(List.of(new StandardProvider()));

  /** Rules that need more than q. */
  private static final Map<String, String> WITH_MORE =
      Map.ofEntries(
          Map.entry("monna", "monna:pivot=0"),
          Map.entry("centered-clipping", "centered-clipping:tau=1"),
          Map.entry("huber", "huber:t=1"),
          Map.entry("ctma", "ctma:base=median"),
          Map.entry("gas", "gas:p=2,base=median"),
          Map.entry("weighted-mean", "weighted-mean:weights=1/1"),
          Map.entry("weighted-median", "weighted-median:weights=1/1,share=0.2"),
          Map.entry("weighted-trimmed-mean", "weighted-trimmed-mean:weights=1/1,share=0.2"),
          Map.entry("weighted-geometric-median", "weighted-geometric-median:weights=1/1,share=0.2"),
          Map.entry("weighted-huber", "weighted-huber:weights=1/1,share=0.2,t=1"),
          Map.entry("weighted-ctma", "weighted-ctma:weights=1/1,share=0.2,base=median"));

  private static final Minority TWENTY = new Minority(20, 4);

  private static Certification of(String rule) {
    return CATALOG.certificate(CATALOG.rule(rule, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "trimmed-mean, 2.6666667, 6 r (1 + r)",
    "median, 7.1111111, 4 (1 + r)^2",
    "geometric-median, 7.1111111, 4 (1 + r)^2",
    "krum:neighbours=15, 8, (2 + 4c/(m-q-1)) (m-q)/(c+1-q)",
    "krum, 8.3393939, (2 + 4c/(m-q-1)) (m-q)/(c+1-q)",
    "multi-krum, 8.3393939, (2 + 4c/(m-q-1)) (m-q)/(c+1-q)",
    "minimum-diameter-averaging, 8, 8 q^2/(m-q)",
    "smea, 1.3333333, 4 r",
    "'ctma:base=trimmed-mean', 3.6666667, 4 q/(m-q) (1 + 6 r (1 + r))",
    "'gas:p=3,base=median', 16.222222, 2 (1 + p) q/(m-q) (1 + 4 (1 + r)^2)",
    "nnm+trimmed-mean, 7.3333333, 8 q/(m-q) (1 + 6 r (1 + r))",
    "arc+nnm+trimmed-mean, 8, 8 q/(m-q) (1 + 6 r (1 + r)) + 2 r",
    "nnm+arc+median, 17.555556, 8 q/(m-q) (1 + 4 (1 + r)^2 + 2 r)"
  })
  void certifiedRules(String rule, double kappa, String formula) {
    assertThat(of(rule).kappa(TWENTY)).hasValueCloseTo(kappa, Offset.offset(1e-6));
    assertThat(of(rule).text()).startsWith(formula);
  }

  @ParameterizedTest
  @CsvSource({
    "mean, mean: one row",
    "ctma:base=cge, cge:q=4: shorter rows",
    "normalize+median, normalize: equal rows",
    "huber:t=1, huber:t=1: its length",
    "clip:c=2+trimmed-mean, clip:c=2: static clipping",
    "nnm+clip:c=2+trimmed-mean, clip:c=2: static clipping",
    "bucketing:s=2+trimmed-mean, bucketing:s=2: buckets are drawn",
    "nnm+mean, mean: one row",
    "cge, cge:q=4: shorter rows",
    "dnc, dnc:q=4: rows of very different lengths",
    "geometric-median:steps=3, geometric-median:steps=3: smoothed",
    "geometric-median:tolerance=0.5, geometric-median:tolerance=0.5: it stops before",
    "trust, trust: it follows the server's own row",
    "bulyan, bulyan:q=4: no proof",
    "'weighted-median:weights=1/1/1,share=0.4', 'weighted-median:weights=1/1/1,share=0.4: by weights'",
    "weighted-mean:weights=1/1/1, weighted-mean:weights=1/1/1: one row"
  })
  void othersHaveNoneAndSayWhy(String rule, String reason) {
    assertThat(of(rule).certificate()).isEmpty();
    assertThat(of(rule).kappa(TWENTY)).isEmpty();
    assertThat(of(rule).text()).startsWith(reason);
  }

  private record Own() implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      throw new UnsupportedOperationException("not called");
    }
  }

  private static final class OwnProvider implements CatalogProvider {
    @Override
    public Optional<Certificate> certificate(Aggregator rule) {
      return rule instanceof Own ? Optional.of(new LeastEigenvalueCertificate()) : Optional.empty();
    }
  }

  @Test
  void usersBringTheirOwnProofs() {
    Catalog with = Catalog.of(List.of(new StandardProvider(), new OwnProvider()));
    assertThat(with.certificate(new Own()).kappa(TWENTY)).isPresent();
    assertThat(CATALOG.certificate(new Own()).certificate()).isEmpty();
    assertThat(with.certificate(CATALOG.rule("median")).text()).isEqualTo("4 (1 + r)^2");
  }

  private record Failing(boolean withNull) implements CatalogProvider {
    @Override
    public Optional<Certificate> certificate(Aggregator rule) {
      if (withNull) {
        return null;
      }
      throw new IllegalStateException("broken");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProviderThatFailsIsNamed(boolean withNull) {
    Catalog with = Catalog.of(List.of(new StandardProvider(), new Failing(withNull)));
    assertThatThrownBy(() -> with.certificate(with.rule("nnm:q=4+median")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("certificate: the provider ")
        .hasMessageContaining("Failing");
  }

  @Test
  void theListShowsEveryEntryThatIsCertified() {
    for (CatalogEntry entry : CATALOG.rules()) {
      Optional<String> shown = CATALOG.robustness(entry.id());
      String text = WITH_MORE.getOrDefault(entry.id(), entry.id());
      assertThat(shown.isPresent()).as(entry.id()).isEqualTo(of(text).certificate().isPresent());
      if (text.equals(entry.id())) {
        shown.ifPresent(formula -> assertThat(formula).isEqualTo(of(text).text()));
      }
    }
    assertThat(CATALOG.robustness("nnm")).hasValue("8 q/(m-q) (1 + kappa)");
    assertThat(CATALOG.robustness("arc")).hasValue("kappa + 2 r");
    assertThat(CATALOG.robustness("clip")).isEmpty();
    assertThat(CATALOG.robustness("ctma")).hasValue("4 q/(m-q) (1 + kappa of base)");
  }
}
