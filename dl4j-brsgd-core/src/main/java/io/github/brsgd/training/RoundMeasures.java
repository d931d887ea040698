package io.github.brsgd.training;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.SlotLayout;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the simulation, which knows the honest nodes, measures of an aggregate. */
final class RoundMeasures {

  private final Optional<INDArray> honestMean;
  private final double honestNorm;

  private RoundMeasures(Optional<INDArray> honestMean, double honestNorm) {
    this.honestMean = honestMean;
    this.honestNorm = honestNorm;
  }

  /** The mean of the honest gradients, statistics left out; unknown if one is not finite. */
  static RoundMeasures of(
      INDArray updates, List<Integer> honest, List<Integer> nonFinite, SlotLayout slots) {
    if (honest.stream().anyMatch(nonFinite::contains)) {
      return new RoundMeasures(Optional.empty(), Double.NaN);
    }
    double[] weights = new double[(int) updates.size(0)];
    honest.forEach(node -> weights[node] = 1.0 / honest.size());
    INDArray mean = Rows.of(updates).weightedSum(weights);
    slots.clearStatistics(mean);
    return new RoundMeasures(Optional.of(mean), norm(mean));
  }

  double honestNorm() {
    return honestNorm;
  }

  static double norm(INDArray vector) {
    return Math.sqrt(Rows.of(vector).squaredNorms()[0]);
  }

  /** Cosine of the angle between an aggregate and the honest mean. */
  double cosine(INDArray aggregate, double aggregateNorm) {
    if (honestMean.isEmpty() || !(honestNorm > 0) || !(aggregateNorm > 0)) {
      return Double.NaN;
    }
    double distance = Rows.of(aggregate).squaredDistances(honestMean.get())[0];
    double ratio = aggregateNorm / honestNorm;
    double scaled = distance / honestNorm / aggregateNorm;
    return Math.max(-1, Math.min(1, (ratio + 1 / ratio - scaled) / 2));
  }
}
