package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.CoordinateStatistic;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sends the honest mean with one coordinate pushed as far as the server's rule still follows.
 *
 * <pre>x_b = mu + delta e_j,  delta = argmax |A_j - mu_j|</pre>
 *
 * <p>A rule that picks whole rows by their distance cannot tell a push of sqrt(d) deviations in one
 * coordinate from the noise of all the others; {@code Bulyan} was made against this. Search: delta
 * = 0, then one honest deviation up and down, doubling while the aggregate's coordinate moves
 * farther, then halving to both sides, 40 evaluations of the server's rule in all. Where the honest
 * rows agree in the coordinate the first step is |mu_j|, or 1. Cost: 40 aggregations.
 *
 * @param index the coordinate, at least 0; {@code null} for the one of largest honest deviation
 * @see <a href="https://proceedings.mlr.press/v80/mhamdi18a.html">El Mhamdi, Guerraoui and Rouault,
 *     "The hidden vulnerability of distributed learning in Byzantium", ICML 2018</a>
 * @since 0.1
 */
public record OneCoordinate(Integer index) implements Attack {

  private static final int EVALUATIONS = 40;

  /** Checks the index. */
  public OneCoordinate {
    if (index != null && index < 0) {
      throw new IllegalArgumentException("OneCoordinate: need index >= 0, got index=" + index);
    }
  }

  /** The attack on the coordinate of largest honest deviation. */
  public OneCoordinate() {
    this(null);
  }

  @Override
  public boolean readsOwnRows() {
    return false;
  }

  @Override
  public void forge(AttackContext context) {
    long d = context.updates().size(1);
    if (index != null && index >= d) {
      throw new IllegalArgumentException(
          "OneCoordinate: need index < d, got index=" + index + ", d=" + d);
    }
    Optional<ServerProbe> found = ServerProbe.of(context, 2);
    if (found.isEmpty()) {
      return;
    }
    ServerProbe probe = found.get();
    INDArray mean = probe.mean();
    INDArray deviation = Finite.cap(probe.honest().statistic(new CoordinateStatistic.Deviation()));
    long j = index != null ? index : Nd4j.argMax(deviation, 1).getLong(0);
    double centre = mean.getDouble(j);
    double delta =
        LineSearch.maximise(
            tried -> Math.abs(probe.aggregate(pushed(mean, j, tried)).getDouble(j) - centre),
            EVALUATIONS,
            0,
            firstStep(deviation.getDouble(j), centre));
    context.sendFromAll(pushed(mean, j, delta));
  }

  private static double firstStep(double deviation, double centre) {
    if (deviation > 0) {
      return deviation;
    }
    return centre != 0 ? Math.abs(centre) : 1;
  }

  private static INDArray pushed(INDArray mean, long j, double delta) {
    return mean.dup().putScalar(j, mean.getDouble(j) + delta);
  }

  /** The statistics have coordinates of their own: where the index is none, the default one. */
  @Override
  public void forgeStatistics(AttackContext statistics, AttackContext gradients) {
    boolean none = index != null && index >= statistics.updates().size(1);
    (none ? new OneCoordinate() : this).forge(statistics);
  }

  @Override
  public String toString() {
    return new MemberText("one-coordinate").with("index", index, null).toString();
  }
}
