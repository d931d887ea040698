package io.github.brsgd.catalog;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.ComparativeGradientElimination;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.FlTrust;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.GroupwiseAggregation;
import io.github.brsgd.aggregation.HuberMean;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MinimumDiameterAveraging;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.Smea;
import io.github.brsgd.aggregation.SmoothedGeometricMedian;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.AdaptiveRobustClipping;
import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.Normalization;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.aggregation.weighted.WeightedAggregator;
import io.github.brsgd.aggregation.weighted.WeightedMean;
import io.github.brsgd.theory.robustness.AdaptiveClippingCertificate;
import io.github.brsgd.theory.robustness.CenterTrimmingCertificate;
import io.github.brsgd.theory.robustness.Certificate;
import io.github.brsgd.theory.robustness.KrumCertificate;
import io.github.brsgd.theory.robustness.LeastDiameterCertificate;
import io.github.brsgd.theory.robustness.LeastEigenvalueCertificate;
import io.github.brsgd.theory.robustness.MedianCertificate;
import io.github.brsgd.theory.robustness.NeighborMixingCertificate;
import io.github.brsgd.theory.robustness.TrimmedMeanCertificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Which of this library's rules is proven to be robust, and what is in the way of others. */
final class StandardCertificates {

  private static final String UNKNOWN = "no proof of (q, kappa)-robustness is known here";
  private static final String MEDIAN = "4 (1 + r)^2";
  private static final String KRUM =
      "(2 + 4c/(m-q-1)) (m-q)/(c+1-q) with c neighbours, q <= c <= m-q-1";

  private static final String WEIGHTED =
      "by weights: bounded around the weighted mean of the honest rows, which is another statement"
          + " than (q, kappa)-robustness";

  private static final String AROUND = "4 q/(m-q) (1 + %s)";
  private static final String IN_GROUPS = "2 (1 + p) q/(m-q) (1 + %s)";

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "trimmed-mean",
              TrimmedMean.class,
              "6 r (1 + r)",
              rule -> new TrimmedMeanCertificate()),
          Rule.of("median", CoordinateWiseMedian.class, MEDIAN, rule -> new MedianCertificate()),
          Rule.of(
              "geometric-median", GeometricMedian.class, MEDIAN, rule -> new MedianCertificate()),
          Rule.of("krum", Krum.class, KRUM, rule -> new KrumCertificate(rule.neighbours())),
          Rule.of(
              "multi-krum", MultiKrum.class, KRUM, rule -> new KrumCertificate(rule.neighbours())),
          Rule.of(
              "minimum-diameter-averaging",
              MinimumDiameterAveraging.class,
              "8 q^2/(m-q)",
              rule -> new LeastDiameterCertificate()),
          Rule.of("smea", Smea.class, "4 r", rule -> new LeastEigenvalueCertificate()));

  private static final List<Step> STEPS =
      List.of(
          new Step(
              "nnm",
              NearestNeighborMixing.class,
              "8 q/(m-q) (1 + %s)",
              NeighborMixingCertificate::new),
          new Step(
              "arc", AdaptiveRobustClipping.class, "%s + 2 r", AdaptiveClippingCertificate::new));

  /** Why there is none, where that is known. */
  private static final Map<Class<?>, String> REASONS =
      Map.ofEntries(
          Map.entry(HuberMean.class, "its length t is fixed and does not follow the rows"),
          Map.entry(
              Normalization.class,
              "equal rows do not come out as they are, an error without any spread"),
          Map.entry(Mean.class, "one row carries it anywhere"),
          Map.entry(WeightedMean.class, "one row carries it anywhere"),
          Map.entry(
              Clipping.class,
              "static clipping: equal rows that are longer do not come out as they are, an error"
                  + " without any spread"),
          Map.entry(
              Bucketing.class,
              "buckets are drawn: what is proven holds on average, not for each draw"),
          Map.entry(CenteredClipping.class, "its radius is fixed and does not follow the rows"),
          Map.entry(
              SmoothedGeometricMedian.class, "smoothed: equal rows do not come out as they are"),
          Map.entry(
              ComparativeGradientElimination.class,
              "shorter rows displace honest ones that are all equal, an error without any spread"),
          Map.entry(DivideAndConquer.class, "rows of very different lengths carry it away"),
          Map.entry(
              Monna.class,
              "it depends on one node's row, and a set without that node has no bound"),
          Map.entry(
              FlTrust.class, "it follows the server's own row, which the rows do not tell of"));

  private StandardCertificates() {}

  private record Rule(
      String id,
      Class<? extends Aggregator> type,
      String formula,
      Function<Aggregator, Certificate> certificate) {

    static <R extends Aggregator> Rule of(
        String id, Class<R> type, String formula, Function<R, Certificate> certificate) {
      return new Rule(id, type, formula, rule -> certificate.apply(type.cast(rule)));
    }
  }

  private record Step(
      String id,
      Class<? extends PreAggregator> type,
      String formula,
      UnaryOperator<Certificate> certificate) {

    Certification before(Certificate behind, String text) {
      return Certification.proven(certificate.apply(behind), String.format(formula, text));
    }
  }

  /** Of a rule that is no chain; {@code others} knows that of a rule within. */
  static Certification of(Aggregator rule, Function<Aggregator, Certification> others) {
    if (rule instanceof CenteredTrimmedMetaAggregator around) {
      return around(others.apply(around.base()), 1, AROUND);
    }
    if (rule instanceof GroupwiseAggregation groupwise) {
      return around(others.apply(groupwise.base()), groupwise.p(), IN_GROUPS);
    }
    if (rule instanceof GeometricMedian median
        && median.tolerance() > GeometricMedian.DEFAULT_TOLERANCE) {
      return Certification.none(rule, "it stops before it is the median, which the proof is of");
    }
    if (rule instanceof WeightedAggregator && !(rule instanceof WeightedMean)) {
      return Certification.none(rule, WEIGHTED);
    }
    return RULES.stream()
        .filter(proven -> proven.type().isInstance(rule))
        .findFirst()
        .map(proven -> Certification.proven(proven.certificate().apply(rule), proven.formula()))
        .orElseGet(() -> Certification.none(rule, REASONS.getOrDefault(rule.getClass(), UNKNOWN)));
  }

  private static Certification around(Certification base, int groups, String formula) {
    return base.certificate()
        .map(
            proof ->
                Certification.proven(
                    new CenterTrimmingCertificate(proof, groups),
                    String.format(formula, base.text())))
        .orElse(base);
  }

  /** Of a chain, given that of the rule at its end: the steps nearest the rule come first. */
  static Certification ofChain(PreAggregated chain, Certification last) {
    for (PreAggregator step : chain.steps()) {
      if (known(step).isEmpty()) {
        return Certification.none(step, REASONS.getOrDefault(step.getClass(), UNKNOWN));
      }
    }
    Certification all = last;
    for (int k = chain.steps().size() - 1; k >= 0 && all.certificate().isPresent(); k--) {
      all = known(chain.steps().get(k)).orElseThrow().before(all.certificate().get(), all.text());
    }
    return all;
  }

  private static Optional<Step> known(PreAggregator step) {
    return STEPS.stream().filter(proven -> proven.type().isInstance(step)).findFirst();
  }

  /** kappa of all members that have this id, or of a step before any rule of a kappa. */
  static Optional<String> formula(String id) {
    Map<String, String> around = Map.of("ctma", AROUND, "gas", IN_GROUPS);
    if (around.containsKey(id)) {
      return Optional.of(String.format(around.get(id), "kappa of base"));
    }
    return Stream.concat(
            RULES.stream().filter(rule -> rule.id().equals(id)).map(Rule::formula),
            STEPS.stream()
                .filter(step -> step.id().equals(id))
                .map(step -> String.format(step.formula(), "kappa")))
        .findFirst();
  }
}
