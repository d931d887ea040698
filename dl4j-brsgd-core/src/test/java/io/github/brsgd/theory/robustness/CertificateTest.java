package io.github.brsgd.theory.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CertificateTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  /** r = 1/3, q/(m-q) = 1/4. */
  private static final Minority TWENTY = new Minority(20, 4);

  private static double kappa(Certificate certificate) {
    return certificate.kappa(TWENTY).orElseThrow();
  }

  @Test
  void formulasByHand() {
    assertThat(TWENTY.ratio()).isEqualTo(1.0 / 3, ROUNDING);
    assertThat(TWENTY.floor()).isEqualTo(1.0 / 3, ROUNDING);
    assertThat(TWENTY.price()).isEqualTo(0.25);
    double trimmed = 8.0 / 3;
    assertThat(kappa(new TrimmedMeanCertificate())).isEqualTo(trimmed, ROUNDING);
    assertThat(kappa(new MedianCertificate())).isEqualTo(64.0 / 9, ROUNDING);
    assertThat(kappa(new KrumCertificate(15))).isEqualTo(8, ROUNDING);
    assertThat(kappa(new KrumCertificate(null))).isEqualTo((6 - 4.0 / 15) * 16 / 11, ROUNDING);
    assertThat(kappa(new KrumCertificate(14))).isEqualTo(kappa(new KrumCertificate(null)));
    assertThat(kappa(new LeastDiameterCertificate())).isEqualTo(8, ROUNDING);
    assertThat(kappa(new LeastEigenvalueCertificate())).isEqualTo(4.0 / 3, ROUNDING);
    Certificate mixed = new NeighborMixingCertificate(new TrimmedMeanCertificate());
    assertThat(kappa(mixed)).isEqualTo(2 * (1 + trimmed), ROUNDING);
    assertThat(kappa(new AdaptiveClippingCertificate(mixed)))
        .isEqualTo(2 * (1 + trimmed) + 2.0 / 3, ROUNDING);
    assertThat(kappa(new CenterTrimmingCertificate(new TrimmedMeanCertificate(), 1)))
        .isEqualTo(1 + trimmed, ROUNDING);
    assertThat(kappa(new CenterTrimmingCertificate(new TrimmedMeanCertificate(), 3)))
        .isEqualTo(2 * (1 + trimmed), ROUNDING);
  }

  @Test
  void noneIsBelowTheFloor() {
    List<Certificate> rules =
        List.of(
            new TrimmedMeanCertificate(),
            new MedianCertificate(),
            new KrumCertificate(null),
            new LeastDiameterCertificate(),
            new LeastEigenvalueCertificate());
    for (int m = 1; m <= 60; m++) {
      for (int q = 0; 2 * q < m; q++) {
        Minority minority = new Minority(m, q);
        for (Certificate rule : rules) {
          for (Certificate certificate :
              List.of(
                  rule,
                  new NeighborMixingCertificate(rule),
                  new AdaptiveClippingCertificate(rule),
                  new CenterTrimmingCertificate(rule, 1))) {
            certificate
                .kappa(minority)
                .ifPresent(
                    kappa ->
                        assertThat(kappa)
                            .as("%s, %s", certificate, minority)
                            .isGreaterThanOrEqualTo(minority.floor() * (1 - 1e-12)));
          }
        }
      }
    }
  }

  @Test
  void withoutByzantineRowsTheMeanIsExact() {
    Minority nobody = new Minority(7, 0);
    assertThat(nobody.floor()).isZero();
    assertThat(new TrimmedMeanCertificate().kappa(nobody)).hasValue(0);
    assertThat(new NeighborMixingCertificate(new MedianCertificate()).kappa(nobody)).hasValue(0);
  }

  @Test
  void krumIsCertifiedWhereItsNeighboursAreEnoughAndHonest() {
    for (int c = 1; c <= 19; c++) {
      assertThat(new KrumCertificate(c).kappa(TWENTY).isPresent())
          .as("c=%d", c)
          .isEqualTo(c >= 4 && c <= 15);
    }
    OptionalDouble behindNothing =
        new NeighborMixingCertificate(new KrumCertificate(3)).kappa(TWENTY);
    assertThat(behindNothing).isEmpty();
    assertThat(new AdaptiveClippingCertificate(new KrumCertificate(3)).kappa(TWENTY)).isEmpty();
    assertThat(new CenterTrimmingCertificate(new KrumCertificate(3), 1).kappa(TWENTY)).isEmpty();
    assertThatThrownBy(() -> new KrumCertificate(0)).hasMessageContaining("neighbours: need >= 1");
  }

  @Test
  void halfIsNoMinority() {
    assertThatThrownBy(() -> new Minority(8, 4))
        .hasMessage("robustness: need q >= 0 and m >= 2q+1, got m=8, q=4");
    assertThatThrownBy(() -> new Minority(8, -1)).hasMessageContaining("q=-1");
    assertThatThrownBy(() -> new Minority(Integer.MAX_VALUE, 1 << 30)).hasMessageContaining("m=");
  }
}
