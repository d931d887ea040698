package io.github.brsgd.attack;

import io.github.brsgd.linalg.CoordinateStatistic;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends the honest mean moved by as many deviations as hurt the server's own rule most.
 *
 * <pre>x_b = mu + z sigma,  z = argmax ||Agg(rows) - mu||</pre>
 *
 * <p>mu and sigma are as in {@link ALittleIsEnough}. Line search over 20 evaluations of the
 * server's rule: z = 0, then +10 and -10, doubling while the shift grows, then halving to both
 * sides. Equal shifts: the factor tried first. Cost: 20 aggregations.
 *
 * @see <a href="https://arxiv.org/abs/2302.01772">Allouah, Farhadkhani, Guerraoui, Gupta, Pinot and
 *     Stephan, "Fixing by mixing: a recipe for optimal Byzantine ML under heterogeneity", AISTATS
 *     2023</a>
 * @since 0.1
 */
public record OptimalALittleIsEnough() implements Attack {

  @Override
  public boolean readsOwnRows() {
    return false;
  }

  @Override
  public void forge(AttackContext context) {
    ServerProbe.of(context, 2)
        .ifPresent(
            probe -> {
              INDArray mean = probe.mean();
              INDArray deviation =
                  Finite.cap(probe.honest().statistic(new CoordinateStatistic.Deviation()));
              context.sendFromAll(LargestShift.find(probe, mean, z -> deviation.mul(z).addi(mean)));
            });
  }

  @Override
  public String toString() {
    return "optimal-alie";
  }
}
