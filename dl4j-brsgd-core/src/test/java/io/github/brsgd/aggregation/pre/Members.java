package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Bulyan;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator;
import io.github.brsgd.aggregation.ComparativeGradientElimination;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.GroupwiseAggregation;
import io.github.brsgd.aggregation.HuberMean;
import io.github.brsgd.aggregation.IterativeFilter;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MeanAroundMedian;
import io.github.brsgd.aggregation.MinimumDiameterAveraging;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.Phocas;
import io.github.brsgd.aggregation.Smea;
import io.github.brsgd.aggregation.SmoothedGeometricMedian;
import io.github.brsgd.aggregation.TrimmedMean;
import java.util.List;

/** All robust rules and a choice of what can stand before them, for tests over both. */
final class Members {

  private Members() {}

  static List<Aggregator> rules(int q) {
    return List.of(
        new Krum(q),
        new Krum(q, q + 2),
        new MultiKrum(q),
        new CoordinateWiseMedian(),
        new MeanAroundMedian(q),
        new TrimmedMean(q),
        new Phocas(q),
        new GeometricMedian(),
        new SmoothedGeometricMedian(3, 0.1),
        new Bulyan(q, Bulyan.Base.KRUM),
        new Bulyan(q, Bulyan.Base.GEOMETRIC_MEDIAN),
        new Bulyan(q, Bulyan.Base.MEDIAN),
        new MinimumDiameterAveraging(q),
        new Smea(q),
        new Monna(q, 0),
        new ComparativeGradientElimination(q),
        new CenteredTrimmedMetaAggregator(q, new CoordinateWiseMedian()),
        new CenteredTrimmedMetaAggregator(q, new Krum(q)),
        new GroupwiseAggregation(q, 4, new CoordinateWiseMedian()),
        new GroupwiseAggregation(q, 3, new GeometricMedian()),
        new HuberMean(2),
        new HuberMean(1e-3),
        new CenteredClipping(2, 3),
        new IterativeFilter(q),
        new DivideAndConquer(q),
        new DivideAndConquer(q, 2, 0.75, 4));
  }

  static List<List<PreAggregator>> chains(int q) {
    PreAggregator nnm = new NearestNeighborMixing(q);
    PreAggregator bucketing = new Bucketing(2);
    PreAggregator clip = new Clipping(6);
    PreAggregator arc = new AdaptiveRobustClipping(q);
    return List.of(
        List.of(),
        List.of(nnm),
        List.of(bucketing),
        List.of(clip),
        List.of(arc),
        List.of(new Normalization()),
        List.of(clip, nnm),
        List.of(nnm, clip),
        List.of(arc, nnm),
        List.of(bucketing, nnm),
        List.of(nnm, bucketing),
        List.of(arc, bucketing, nnm));
  }

  /** The rule behind the chain; as it is behind none. */
  static Aggregator behind(List<PreAggregator> chain, Aggregator rule) {
    return chain.isEmpty() ? rule : new PreAggregated(chain, rule);
  }

  /** Whether the rule can follow the chain: MoNNA needs rows that are a node's. */
  static boolean fit(List<PreAggregator> chain, Aggregator rule) {
    return !(rule instanceof Monna) || chain.stream().allMatch(PreAggregator::keepsNodes);
  }
}
