package io.github.brsgd.robustness;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.theory.robustness.HonestNoise;
import io.github.brsgd.theory.robustness.Minority;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A problem of which every constant is known: {@code grad F_i(w) = a_i w - c_i}, the a_i of mean 1,
 * the c_i of mean 0 and orthogonal to the a_i, plus Gaussian noise of variance s2. So {@code grad F
 * = w} and the nodes' gradients spread by {@code Z2 + b2 ||w||^2} exactly.
 */
final class NoisyQuadratic {

  static final int D = 5;
  static final double S2 = 1;
  static final double B2 = 0.01;
  static final double Z2 = 0.25;

  private final Minority minority;
  private final double[] a;
  private final double[][] c;

  /** h is even, at least 4: signs + - + - ... for a, + + - - ... (and its end even) for c. */
  NoisyQuadratic(Minority minority) {
    this.minority = minority;
    int h = minority.honest();
    if (h % 4 != 0) {
      throw new IllegalArgumentException("honest: need a multiple of 4, got " + h);
    }
    a = new double[h];
    c = new double[h][D];
    for (int i = 0; i < h; i++) {
      a[i] = 1 + Math.sqrt(B2) * (i % 2 == 0 ? 1 : -1);
      for (int j = 0; j < D; j++) {
        c[i][j] = Math.sqrt(Z2 / D) * (i % 4 < 2 ? 1 : -1);
      }
    }
  }

  static HonestNoise noise() {
    return new HonestNoise(S2, Z2, B2);
  }

  /** A point with a gradient of this norm; it is w itself. */
  static double[] point(double norm) {
    double[] w = new double[D];
    double sum = 0;
    for (int j = 0; j < D; j++) {
      w[j] = (j + 1) * (j % 2 == 0 ? 1 : -1);
      sum += w[j] * w[j];
    }
    for (int j = 0; j < D; j++) {
      w[j] *= norm / Math.sqrt(sum);
    }
    return w;
  }

  /** What one draw showed. */
  record Draw(double margin, double expansion) {}

  /** One round at w: honest gradients, the attack, the rule. */
  Draw draw(double[] w, Aggregator rule, Attack attack, int round, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int m = minority.nodes();
    int h = minority.honest();
    double[][] rows = new double[m][D];
    double second = 0;
    for (int i = 0; i < m; i++) {
      int like = i % h;
      for (int j = 0; j < D; j++) {
        rows[i][j] = a[like] * w[j] - c[like][j] + Math.sqrt(S2 / D) * random.nextGaussian();
        second += i < h ? rows[i][j] * rows[i][j] / h : 0;
      }
    }
    INDArray updates = Nd4j.createFromArray(rows);
    INDArray parameters = Nd4j.createFromArray(new double[][] {w});
    attack.forge(
        new AttackContext(
            updates, IntStream.range(h, m).toArray(), parameters, 0.1, rule, round, seed));
    double[] result =
        rule.aggregate(updates, AggregationContext.first(seed)).vector().toDoubleVector();
    double inner = 0;
    double norm = 0;
    double squared = 0;
    for (int j = 0; j < D; j++) {
      inner += result[j] * w[j];
      norm += w[j] * w[j];
      squared += result[j] * result[j];
    }
    return new Draw(inner / norm, squared / second);
  }
}
