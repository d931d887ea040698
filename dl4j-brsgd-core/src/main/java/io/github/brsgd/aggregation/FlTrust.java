package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of the rows, each brought to the length of the server's own row and weighted by how far
 * it points the same way.
 *
 * <pre>
 * t_i = max(0, cos(x_i, g0)), 0 for x_i = 0
 * A   = sum_i t_i (||g0|| / ||x_i||) x_i / sum_i t_i
 * </pre>
 *
 * <p>g0 is the {@link AggregationContext#trusted trusted row}, which the server makes of data of
 * its own as a node makes its row. The rule fails where there is none, where g0 is 0 or not finite,
 * and where no row points its way: all t_i are 0. Rows of doubles whose squared norm is beyond
 * double, longer than about 1e154 or shorter than about 1e-154, count as 0.
 *
 * <p>Requires m &gt;= q+1: one honest row, no majority of them, for what is asked of a row is that
 * it agrees with the server's. Cost: O(d m) time, O(d) memory. A bad choice where the server's data
 * are not like the nodes': what only theirs could teach is held for an attack. Attackers who keep
 * nearly to a right angle to g0 take part, by little each; the more of them there are, the more the
 * result follows g0 alone. Late in a run, where gradients are mostly noise, a round comes up in
 * which no row points the way of g0, the sooner the fewer nodes are honest: let failed rounds be
 * skipped.
 *
 * <p>Example, g0 = (2, 0): rows (3, 4), (0, 5), (-9, 0), (1, 0) have t = 0.6, 0, 0, 1 and give
 * (1.7, 0.6).
 *
 * @see <a
 *     href="https://www.ndss-symposium.org/ndss-paper/fltrust-byzantine-robust-federated-learning-via-trust-bootstrapping/">
 *     Cao, Fang, Liu and Gong, "FLTrust: Byzantine-robust federated learning via trust
 *     bootstrapping", NDSS 2021</a>
 * @since 0.2
 */
public record FlTrust() implements RowsAggregator {

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    INDArray own = context.trusted().orElseThrow(FlTrust::noRow);
    double length = length(own);
    double[] products = rows.products(own);
    double[] squared = rows.squaredNorms();
    double[] weights = new double[products.length];
    double trust = 0;
    for (int i = 0; i < weights.length; i++) {
      if (products[i] > 0 && isKnown(squared[i])) {
        double norm = Math.sqrt(squared[i]);
        double cosine = products[i] / norm / length;
        trust += cosine;
        weights[i] = cosine * (length / norm);
      }
    }
    if (trust == 0) {
      throw new IllegalArgumentException(
          "FlTrust: need a row that points the way of the server's own, but none of m="
              + weights.length
              + " has a product with it above 0");
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= trust;
    }
    return new Aggregation(rows.weightedSum(weights), weights);
  }

  private static IllegalArgumentException noRow() {
    return new IllegalArgumentException(
        "FlTrust: need a row of the server's own, and it has no data to make one of");
  }

  private static double length(INDArray own) {
    Rows row = Rows.of(own.reshape(1, own.length()));
    if (row.nonFinite().length > 0) {
      throw new IllegalArgumentException(
          "FlTrust: the server's own row has a NaN or infinite value");
    }
    double squared = row.squaredNorms()[0];
    if (!isKnown(squared)) {
      throw new IllegalArgumentException(
          "FlTrust: need a server's own row of a length above 0 and within double, got the square "
              + squared);
    }
    return Math.sqrt(squared);
  }

  /** Whether a squared norm is that of the row, neither cut off above nor rounded below. */
  private static boolean isKnown(double squared) {
    return squared >= Double.MIN_NORMAL && squared < Double.MAX_VALUE;
  }

  @Override
  public void check(int m, int q) {
    Requirement.ONE_HONEST.check("FlTrust", m, q);
  }

  @Override
  public boolean needsTrustedRow() {
    return true;
  }

  @Override
  public String toString() {
    return "trust";
  }
}
