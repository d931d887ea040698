package io.github.brsgd.training;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.server.ServerRound;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the simulation, which knows the honest nodes, measures of a round. */
final class RoundMeasures {

  private final Optional<INDArray> honestMean;
  private final double honestNorm;

  private RoundMeasures(Optional<INDArray> honestMean, double honestNorm) {
    this.honestMean = honestMean;
    this.honestNorm = honestNorm;
  }

  /** The mean of the honest gradients that are finite; unknown if none is. */
  static RoundMeasures of(ServerRound round, List<Integer> honest) {
    List<Integer> counting =
        round.nodes().stream()
            .filter(node -> honest.contains(node) && !round.screened().contains(node))
            .toList();
    if (counting.isEmpty()) {
      return new RoundMeasures(Optional.empty(), Double.NaN);
    }
    double[] weights =
        round.nodes().stream()
            .mapToDouble(node -> counting.contains(node) ? 1.0 / counting.size() : 0)
            .toArray();
    INDArray mean = round.rows().weightedSum(weights);
    return new RoundMeasures(Optional.of(mean), norm(mean));
  }

  /** Frees the mean; the collector does not see how large it is. */
  void close() {
    honestMean.ifPresent(INDArray::close);
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
