package io.github.brsgd.theory.robustness;

import io.github.brsgd.checks.Check;
import java.util.OptionalDouble;

/**
 * Krum and multi-Krum whose scores count c neighbours, {@code q <= c <= m-q-1}:
 *
 * <pre>kappa = (2 + 4c/(m-q-1)) (m-q)/(c+1-q)</pre>
 *
 * <p>That is {@code 6 (1 + r)} for c = m-q-1 and {@code (6 - 4/(m-q-1)) (m-q)/(m-2q-1)} for the
 * usual c = m-q-2. Fewer neighbours than q can all be Byzantine, more than m-q-1 reach beyond the
 * honest rows: neither is certified.
 *
 * <p>Derivation. Let h = |S| = m-q and V the spread of S.
 *
 * <ol>
 *   <li>The c least of the h-1 squared distances of a row i of S to the rest of S are at most
 *       c/(h-1) of their sum. As {@code sum_{i,j in S} ||x_i - x_j||^2 = 2 h^2 V}, the mean of the
 *       scores over S is at most {@code (c/(h-1)) 2 h V}.
 *   <li>The least score is at most that; so is the mean of the k least, for k &lt;= m-q, as it is
 *       at most that of the k least within S.
 *   <li>A chosen row and its c neighbours are c+1 rows, so at least c+1-q of them, set N, are in S.
 *       Since {@code ||x - xbar||^2 <= 2||x - x_j||^2 + 2||x_j - xbar||^2} for each j of N, {@code
 *       (c+1-q) ||x - xbar||^2 <= 2 score + 2 h V}.
 *   <li>For multi-Krum take the mean over the k chosen: by convexity {@code ||A - xbar||^2} is at
 *       most the mean of the {@code ||x - xbar||^2}. Put 2 into 3.
 * </ol>
 *
 * <p>So averaging k rows costs nothing in the proof, and gains nothing: kappa stays above 6 as q/m
 * goes to 0, where the floor goes to 0.
 *
 * @param neighbours c, at least 1; {@code null} for m-q-2
 * @see <a href="https://proceedings.mlr.press/v206/allouah23a.html">Allouah et al., "Fixing by
 *     mixing", AISTATS 2023, table 1 (Krum, c = m-q-1)</a>
 * @since 0.2
 */
public record KrumCertificate(Integer neighbours) implements Certificate {

  /** Checks c. */
  public KrumCertificate {
    if (neighbours != null) {
      Check.atLeast(1, "neighbours", neighbours);
    }
  }

  @Override
  public OptionalDouble kappa(Minority minority) {
    int h = minority.honest();
    int q = minority.byzantine();
    int c = neighbours == null ? h - 2 : neighbours;
    if (c < Math.max(1, q) || c > h - 1) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((2 + 4.0 * c / (h - 1)) * h / (c + 1 - q));
  }
}
