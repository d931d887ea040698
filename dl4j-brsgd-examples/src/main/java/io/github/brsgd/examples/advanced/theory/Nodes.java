package io.github.brsgd.examples.advanced.theory;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The nodes of a contest. Their rows lie in one matrix that is filled anew in every round: with 10
 * parameters a new array costs more than all arithmetic of the round.
 */
final class Nodes {

  private static final int[] BYZANTINE =
      IntStream.range(Contest.NODES - Contest.BYZANTINE, Contest.NODES).toArray();

  private final Contest contest;
  private final Aggregator rule;
  private final Optional<Attack> adversary;
  private final long seed;
  private final INDArray rows = Nd4j.create(DataType.DOUBLE, Contest.NODES, Landscape.DIMENSION);
  private final INDArray point = Nd4j.create(DataType.DOUBLE, 1, Landscape.DIMENSION);
  private final double[] values = new double[Contest.NODES * Landscape.DIMENSION];

  Nodes(Contest contest, Aggregator rule, long seed) {
    this.contest = contest;
    this.rule = rule;
    this.adversary = contest.adversary();
    this.seed = seed;
  }

  /** The rows that the server receives at w; they hold until the next call. */
  INDArray send(double[] w, SplittableRandom random, double step, int round) {
    double[] gradient = Landscape.gradient(w);
    int d = w.length;
    double noise = Contest.SIGMA * Landscape.norm(gradient) + contest.additive();
    double deviation = noise / Math.sqrt(d);
    for (int i = 0; i < values.length; i++) {
      values[i] = gradient[i % d] + deviation * random.nextGaussian();
    }
    rows.data().setData(values);
    adversary.ifPresent(
        attack -> {
          point.data().setData(w);
          attack.forge(new AttackContext(rows, BYZANTINE, point, step, rule, round, seed));
        });
    return rows;
  }
}
