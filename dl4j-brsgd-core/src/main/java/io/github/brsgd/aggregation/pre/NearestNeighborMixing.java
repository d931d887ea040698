package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.linalg.Rows;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Replaces each row by the mean of the m-q rows nearest to it.
 *
 * <pre>y_i = mean of the m-q rows x_j with the least ||x_i - x_j||, x_i included</pre>
 *
 * <p>Equal distances: the lower node index first; the row itself before all.
 *
 * <p>Requires m &gt;= 2q+1; rows out: m. Cost: O(d m^2) time, twice: for the distances, and each
 * time the rule reads the rows; O(m^2) memory. It draws honest rows together that differ because
 * their data differ, which makes {@code krum}, {@code trimmed-mean} and others optimal up to
 * constants there.
 *
 * <p>A bad choice where few honest rows differ for a good reason: they are averaged away.
 *
 * <p>Example, q = 1: rows (0), (1), (9) become (0.5), (0.5), (5).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @see <a href="https://proceedings.mlr.press/v206/allouah23a.html">Allouah, Farhadkhani,
 *     Guerraoui, Gupta, Pinot and Stephan, "Fixing by mixing: a recipe for optimal Byzantine ML
 *     under heterogeneity", AISTATS 2023</a>
 * @since 0.1
 */
public record NearestNeighborMixing(int q) implements PreAggregator {

  /** Checks q. */
  public NearestNeighborMixing {
    Requirement.checkByzantine("NearestNeighborMixing", q);
  }

  @Override
  public double[][] mixing(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    double[][] squared = rows.squaredDistances();
    double[][] weights = new double[m][m];
    for (int i = 0; i < m; i++) {
      double[] distances = squared[i];
      distances[i] = -1;
      double[] row = weights[i];
      IntStream.range(0, m)
          .boxed()
          .sorted(Comparator.comparingDouble(j -> distances[j]))
          .limit(m - q)
          .forEach(j -> row[j] = 1.0 / (m - q));
    }
    return weights;
  }

  @Override
  public int rowsOut(int m) {
    return m;
  }

  @Override
  public boolean keepsNodes() {
    return true;
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("NearestNeighborMixing", m, q);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public NearestNeighborMixing tolerating(int other) {
    return new NearestNeighborMixing(other);
  }

  @Override
  public String toString() {
    return new MemberText("nnm").with("q", q).toString();
  }
}
