package io.github.brsgd.examples.advanced.theory;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.schedule.BrsgdSchedule;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Algorithm 1 with one seed. */
final class Descent {

  private static final long NOISE = 42;

  /** Beyond this the run has left the landscape; its gradient norm counts as infinite. */
  private static final double LOST = 1e100;

  private Descent() {}

  /**
   * {@code ||grad F(w_k)||} for k = 0..rounds-1; infinite from the round on in which the run leaves
   * every bound.
   */
  static double[] norms(Contest contest, double alpha0, int rounds, long seed) {
    Aggregator rule = contest.aggregator();
    Nodes nodes = new Nodes(contest, rule, seed);
    BrsgdSchedule schedule = new BrsgdSchedule(alpha0, contest.p());
    double[] w = Landscape.start();
    double[] norms = new double[rounds];
    for (int k = 0; k < rounds; k++) {
      norms[k] = Landscape.norm(Landscape.gradient(w));
      if (!(norms[k] < LOST)) {
        Arrays.fill(norms, k, rounds, Double.POSITIVE_INFINITY);
        return norms;
      }
      double step = schedule.valueAt(k, 0);
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, NOISE, k));
      INDArray rows = nodes.send(w, random, step, k);
      double[] aggregate =
          rule.aggregate(rows, new AggregationContext(k, Optional.empty(), seed))
              .vector()
              .toDoubleVector();
      for (int j = 0; j < w.length; j++) {
        w[j] -= step * aggregate[j];
      }
    }
    return norms;
  }
}
