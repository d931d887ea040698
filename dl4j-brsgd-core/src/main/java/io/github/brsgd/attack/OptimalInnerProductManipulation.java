package io.github.brsgd.attack;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends the honest mean times the factor that hurts the server's own rule most.
 *
 * <pre>x_b = -tau mu,  tau = argmax ||Agg(rows) - mu||</pre>
 *
 * <p>Line search over 20 evaluations of the server's rule: tau = 0, then +10 and -10, doubling
 * while the shift grows, then halving to both sides. Equal shifts: the factor tried first. Cost: 20
 * aggregations.
 *
 * @see <a href="https://arxiv.org/abs/2302.01772">Allouah, Farhadkhani, Guerraoui, Gupta, Pinot and
 *     Stephan, "Fixing by mixing: a recipe for optimal Byzantine ML under heterogeneity", AISTATS
 *     2023</a>
 * @since 0.1
 */
public record OptimalInnerProductManipulation() implements Attack {

  @Override
  public boolean readsOwnRows() {
    return false;
  }

  @Override
  public void forge(AttackContext context) {
    ServerProbe.of(context, 1)
        .ifPresent(
            probe -> {
              INDArray mean = probe.mean();
              context.sendFromAll(LargestShift.find(probe, mean, tau -> mean.mul(-tau)));
            });
  }

  @Override
  public String toString() {
    return "optimal-ipm";
  }
}
