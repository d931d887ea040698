package io.github.brsgd.training;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.linalg.SpareVectors;
import io.github.brsgd.training.server.ServerRound;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the simulation, which knows the honest nodes, measures of a round. */
final class RoundMeasures {

  private final Optional<INDArray> honestMean;
  private final boolean isOwn;
  private final double honestNorm;

  private RoundMeasures(Optional<INDArray> honestMean, boolean isOwn) {
    this.honestMean = honestMean;
    this.isOwn = isOwn;
    this.honestNorm = honestMean.map(RoundMeasures::norm).orElse(Double.NaN);
  }

  /**
   * The mean of the honest gradients that are finite; unknown if none is.
   *
   * @param known the mean of some nodes, where somebody has formed it
   */
  static RoundMeasures of(
      ServerRound round, List<Integer> honest, Function<List<Integer>, Optional<INDArray>> known) {
    List<Integer> counting =
        round.nodes().stream()
            .filter(node -> honest.contains(node) && !round.screened().contains(node))
            .toList();
    if (counting.isEmpty()) {
      return new RoundMeasures(Optional.empty(), false);
    }
    Optional<INDArray> formed = known.apply(counting);
    if (formed.isPresent()) {
      return new RoundMeasures(formed, false);
    }
    double[] weights =
        round.nodes().stream()
            .mapToDouble(node -> counting.contains(node) ? 1.0 / counting.size() : 0)
            .toArray();
    return new RoundMeasures(Optional.of(round.rows().weightedSum(weights)), true);
  }

  /** Frees the mean if it was formed here; the collector does not see how large it is. */
  void close() {
    honestMean.filter(mean -> isOwn).ifPresent(SpareVectors::free);
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
    double product = Rows.of(aggregate).products(honestMean.get())[0];
    return Math.max(-1, Math.min(1, product / honestNorm / aggregateNorm));
  }
}
