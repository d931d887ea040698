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

  /** The mean of the honest gradients; unknown if one is not finite. */
  static RoundMeasures of(ServerRound round, List<Integer> honest) {
    if (honest.stream().anyMatch(round.screened()::contains)) {
      return new RoundMeasures(Optional.empty(), Double.NaN);
    }
    double[] weights =
        round.nodes().stream()
            .mapToDouble(node -> honest.contains(node) ? 1.0 / honest.size() : 0)
            .toArray();
    INDArray mean = round.rows().weightedSum(weights);
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
