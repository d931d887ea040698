package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The mean of the k rows that lie closest to their neighbours.
 *
 * <pre>
 * s_i = sum of ||x_i - x_j||^2 over the m-q-2 rows j != i nearest to x_i
 * A   = mean of the k rows with the least s_i
 * </pre>
 *
 * <p>Variant: scores as in {@link Krum}, taken once; k = m-q-2 unless set, where the range proven
 * in the paper ends. Equal scores: the lower node index first.
 *
 * <p>Requires m &gt;= 2q+3 and 1 &lt;= k &lt;= m-q. Cost: O(d m^2) time, O(m^2) memory. Less noisy
 * than Krum. A bad choice, as Krum is, where a single coordinate must not be steered.
 *
 * <p>Example, q = 0, k = 2: rows (0), (1), (1.5), (9) have scores 3.25, 1.25, 2.5, 120.25 and give
 * (1.25).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @param k rows averaged, at least 1
 * @param neighbours neighbours that count, at least 1 and at most m-1; {@code null} for m-q-2
 * @see <a href="https://papers.nips.cc/paper/6617">Blanchard, El Mhamdi, Guerraoui and Stainer,
 *     "Machine learning with adversaries: Byzantine tolerant gradient descent", NeurIPS 2017</a>
 * @since 0.1
 */
public record MultiKrum(int q, Integer k, Integer neighbours) implements RowsAggregator {

  /** Checks what does not depend on m. */
  public MultiKrum {
    Requirement.checkByzantine("MultiKrum", q);
    KrumScores.checkNeighbours("MultiKrum", neighbours);
    if (k != null && k < 1) {
      throw new IllegalArgumentException("MultiKrum: need k >= 1, got k=" + k);
    }
  }

  /**
   * Multi-Krum over as many rows as its proof covers, m-q-2.
   *
   * @param q Byzantine rows tolerated, at least 0
   */
  public MultiKrum(int q) {
    this(q, null, null);
  }

  /**
   * Multi-Krum over k rows.
   *
   * @param q Byzantine rows tolerated, at least 0
   * @param k rows averaged, at least 1
   */
  public MultiKrum(int q, int k) {
    this(q, k, null);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    int count = KrumScores.neighbours(neighbours, m, q);
    int selected = k == null ? m - q - 2 : k;
    double[] scores =
        KrumScores.of(rows.squaredDistances(), IntStream.range(0, m).toArray(), count);
    return Selection.leastOf(scores, selected).mean(rows);
  }

  @Override
  public void check(int m) {
    Requirement.KRUM.check("MultiKrum", m, q);
    if (k != null && k > m - q) {
      throw new IllegalArgumentException(
          "MultiKrum: need k <= m-q, got k=" + k + ", m=" + m + ", q=" + q);
    }
    KrumScores.checkNeighbours("MultiKrum", neighbours, m);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public MultiKrum tolerating(int other) {
    return new MultiKrum(other, k, neighbours);
  }

  @Override
  public String toString() {
    return new MemberText("multi-krum")
        .with("q", q)
        .with("k", k, null)
        .with("neighbours", neighbours, null)
        .toString();
  }
}
