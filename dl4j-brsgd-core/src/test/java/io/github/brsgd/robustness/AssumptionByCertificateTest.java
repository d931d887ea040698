package io.github.brsgd.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.theory.robustness.CertifiedConvergence;
import io.github.brsgd.theory.robustness.Minority;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Assumption 2.2 as {@link CertifiedConvergence} computes it, against attacks on a problem with
 * known constants: not violated outside the radius, violated inside.
 */
class AssumptionByCertificateTest {

  private static final Catalog CATALOG = Catalog.standard();
  private static final Minority MINORITY = new Minority(10, 2);

  /** A hundred on demand. */
  private static final int SEEDS = Integer.getInteger("brsgd.seeds", 25);

  private static final int DRAWS = 3;
  private static final double SINE = 0.6;

  /** Of a normal; a false alarm in some 100 of these comparisons once in 300 suites. */
  private static final double LIMIT = 4;

  /** All attackers together, this far against the gradient from the honest mean. */
  private record Against(double length) implements Attack {
    @Override
    public void forge(AttackContext context) {
      INDArray mean = context.honestRows(1).orElseThrow().mean();
      INDArray w = context.parameters().reshape(mean.shape());
      context.sendFromAll(mean.sub(w.mul(length / w.norm2Number().doubleValue())));
    }

    @Override
    public String toString() {
      return "against:" + length;
    }
  }

  static Stream<String> rules() {
    return Stream.of(
        "trimmed-mean",
        "median",
        "geometric-median",
        "krum",
        "krum:neighbours=7",
        "multi-krum",
        "minimum-diameter-averaging",
        "smea",
        "ctma:base=trimmed-mean",
        "gas:p=2,base=median",
        "nnm+trimmed-mean",
        "nnm+median",
        "arc+trimmed-mean",
        "arc+nnm+trimmed-mean");
  }

  private static List<Attack> attacks() {
    return List.of(
        CATALOG.attack("sign-flip"),
        CATALOG.attack("ipm:tau=2"),
        CATALOG.attack("alie:z=1.5"),
        CATALOG.attack("min-max"),
        CATALOG.attack("omniscient"),
        CATALOG.attack("mimic:target=0"),
        new Against(0.5),
        new Against(1),
        new Against(2));
  }

  private record Estimate(double mean, double error, double expansion) {}

  private static Estimate estimate(Aggregator rule, Attack attack, double norm) {
    NoisyQuadratic problem = new NoisyQuadratic(MINORITY);
    double[] w = NoisyQuadratic.point(norm);
    double sum = 0;
    double squares = 0;
    double expansion = 0;
    int n = SEEDS * DRAWS;
    for (int seed = 0; seed < SEEDS; seed++) {
      for (int round = 0; round < DRAWS; round++) {
        NoisyQuadratic.Draw draw = problem.draw(w, rule, attack, round, 1000L * seed + round);
        sum += draw.margin();
        squares += draw.margin() * draw.margin();
        expansion = Math.max(expansion, draw.expansion());
      }
    }
    double mean = sum / n;
    return new Estimate(mean, Math.sqrt((squares / n - mean * mean) / n), expansion);
  }

  private static CertifiedConvergence promised(Aggregator rule) {
    double kappa = CATALOG.certificate(rule).kappa(MINORITY).orElseThrow();
    return new CertifiedConvergence(kappa, NoisyQuadratic.noise());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holdsOutsideTheRadiusAndNotFarInside(String text) {
    Aggregator rule = CATALOG.rule(text, MINORITY.byzantine());
    CertifiedConvergence promised = promised(rule);
    double radius = promised.radius(SINE).orElseThrow();
    double most = promised.resilience(SINE).e();
    double worstInside = Double.POSITIVE_INFINITY;
    for (Attack attack : attacks()) {
      for (double norm : new double[] {radius, 3 * radius}) {
        Estimate seen = estimate(rule, attack, norm);
        assertThat(seen.mean() + LIMIT * seen.error())
            .as("%s under %s at %s", rule, attack, norm)
            .isGreaterThanOrEqualTo(1 - SINE);
        assertThat(seen.expansion()).as("%s under %s", rule, attack).isLessThanOrEqualTo(most);
      }
      Estimate inside = estimate(rule, attack, 0.01 * radius);
      worstInside = Math.min(worstInside, inside.mean() + LIMIT * inside.error());
      assertThat(inside.expansion()).as("E holds everywhere").isLessThanOrEqualTo(most);
    }
    assertThat(worstInside).as("%s, inside", rule).isLessThan(1 - SINE);
  }

  @Test
  void theMeanViolatesItWhereTheMedianIsPromised() {
    Aggregator mean = CATALOG.rule("mean");
    double radius = promised(CATALOG.rule("median")).radius(SINE).orElseThrow();
    Estimate seen = estimate(mean, CATALOG.attack("omniscient"), radius);
    assertThat(seen.mean() + LIMIT * seen.error()).isNegative();
  }

  @Test
  void theProblemHasTheConstantsItSays() {
    // A trimmed mean of 0 of 0 Byzantine nodes is the mean: margin 1 on average, whatever the norm.
    NoisyQuadratic problem = new NoisyQuadratic(new Minority(8, 0));
    double[] w = NoisyQuadratic.point(2);
    double margin = 0;
    for (int seed = 0; seed < 2000; seed++) {
      margin += problem.draw(w, CATALOG.rule("mean"), new Nobody(), 0, seed).margin() / 2000;
    }
    assertThat(margin).isBetween(0.98, 1.02);
  }

  private record Nobody() implements Attack {
    @Override
    public void forge(AttackContext context) {
      // All nodes are honest.
    }
  }
}
