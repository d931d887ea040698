package io.github.brsgd.examples.advanced.theory;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.theory.VarianceCondition;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The constant c of a rule: {@code E ||Agg - grad F||^2 <= c^2 E ||G - grad F||^2} whatever 3 of 15
 * nodes send.
 *
 * <p>For Krum c is eta(m, q) of (2.11), which its authors prove. The median of 15 numbers of which
 * 3 are arbitrary lies between the 5th and the 8th of the other 12, so {@code c^2 = E max(X_(5)^2,
 * X_(8)^2)} over 12 standard normals, coordinate by coordinate. For other rules c is estimated: the
 * largest root mean square over the attacks given, at w_0. That is no proof: an attack that was not
 * tried may do worse.
 *
 * @param c the constant
 * @param proved whether it holds for every attack
 */
record RelativeError(double c, boolean proved) {

  /** {@code sqrt(E max(X_(5)^2, X_(8)^2))} for 12 normals: 0.62408 by simulation, rounded up. */
  static final double MEDIAN = 0.6242;

  private static final long ESTIMATE = 41;

  /**
   * The constant of a rule.
   *
   * @param rule its text
   * @param attacks those to estimate it with where it is not known
   * @param draws per attack
   */
  static RelativeError of(String rule, List<String> attacks, int draws) {
    if (rule.startsWith("krum:")) {
      return new RelativeError(new VarianceCondition(Contest.NODES, Contest.BYZANTINE).eta(), true);
    }
    if (rule.equals("median")) {
      return new RelativeError(MEDIAN, true);
    }
    double largest = 0;
    for (String attack : attacks) {
      largest = Math.max(largest, meanSquare(new Contest(rule, attack, 0.75, 0), draws));
    }
    return new RelativeError(Math.sqrt(largest), false);
  }

  /** {@code E ||Agg - grad F||^2 / (sigma ||grad F||)^2} at w_0. */
  static double meanSquare(Contest contest, int draws) {
    Aggregator rule = contest.aggregator();
    Nodes nodes = new Nodes(contest, rule, ESTIMATE);
    double[] w = Landscape.start();
    double[] gradient = Landscape.gradient(w);
    double scale = Contest.SIGMA * Landscape.norm(gradient);
    double sum = 0;
    for (int draw = 0; draw < draws; draw++) {
      SplittableRandom random = new SplittableRandom(Seeds.derive(0, ESTIMATE, draw));
      INDArray rows = nodes.send(w, random, 1, draw);
      double[] aggregate =
          rule.aggregate(rows, AggregationContext.first(ESTIMATE)).vector().toDoubleVector();
      for (int j = 0; j < aggregate.length; j++) {
        double error = (aggregate[j] - gradient[j]) / scale;
        sum += error * error;
      }
    }
    return sum / draws;
  }
}
