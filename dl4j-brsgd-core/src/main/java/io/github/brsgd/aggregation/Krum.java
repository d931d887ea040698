package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The row that lies closest to its neighbours.
 *
 * <pre>
 * s_i = sum of ||x_i - x_j||^2 over the m-q-2 rows j != i nearest to x_i
 * A   = x_i with the least s_i
 * </pre>
 *
 * <p>Variant: squared distances, the row itself not among its neighbours, m-q-2 of them, as in the
 * 2017 paper; {@code neighbours} sets another count. With m-q-1 of them, as some libraries ship it,
 * the rule is 1-mean clustering with q outliers, the centre taken among the rows. Equal scores: the
 * lowest node index.
 *
 * <p>Requires m &gt;= 2q+3. Cost: O(d m^2) time, O(m^2) memory.
 *
 * <p>A bad choice where the honest rows are noisy: the result is one row, with the variance of one
 * node, and an attacker who hides within the noise of d coordinates can shift a single one of them
 * by about sqrt(d) deviations ({@link Bulyan} was made against that).
 *
 * <p>Example, q = 0: rows (0), (1), (1.5), (9) have scores 3.25, 1.25, 2.5, 120.25 and give (1).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @param neighbours neighbours that count, at least 1 and at most m-1; {@code null} for m-q-2
 * @see <a href="https://papers.nips.cc/paper/6617">Blanchard, El Mhamdi, Guerraoui and Stainer,
 *     "Machine learning with adversaries: Byzantine tolerant gradient descent", NeurIPS 2017</a>
 * @see <a href="https://arxiv.org/abs/2312.12835">Yi, You, Liu, Liu, Wang and Lv, "Near-optimal
 *     resilient aggregation rules for distributed learning using 1-center and 1-mean clustering
 *     with outliers", AAAI 2024</a>
 * @since 0.1
 */
public record Krum(int q, Integer neighbours) implements RowsAggregator {

  /** Checks what does not depend on m. */
  public Krum {
    Requirement.checkByzantine("Krum", q);
    KrumScores.checkNeighbours("Krum", neighbours);
  }

  /**
   * Krum as in the paper, with m-q-2 neighbours.
   *
   * @param q Byzantine rows tolerated, at least 0
   */
  public Krum(int q) {
    this(q, null);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    int count = KrumScores.neighbours(neighbours, m, q);
    double[] scores =
        KrumScores.of(rows.squaredDistances(), IntStream.range(0, m).toArray(), count);
    int chosen = KrumScores.least(scores);
    double[] weights = new double[m];
    weights[chosen] = 1;
    return new Aggregation(rows.copy(chosen), weights);
  }

  @Override
  public void check(int m) {
    Requirement.KRUM.check("Krum", m, q);
    KrumScores.checkNeighbours("Krum", neighbours, m);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public Krum tolerating(int other) {
    return new Krum(other, neighbours);
  }

  @Override
  public String toString() {
    return new MemberText("krum").with("q", q).with("neighbours", neighbours, null).toString();
  }
}
